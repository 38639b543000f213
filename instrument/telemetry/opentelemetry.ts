// OpenTelemetry, when the application has it: a log record for each race, and metrics. The API is never loaded here,
// it is met when the application loads it; without a registered provider its calls do nothing. Traces are traces.ts.

import type * as Api from '@opentelemetry/api';
import type * as Logs from '@opentelemetry/api-logs';
import { muted } from '../../src/core/record.ts';
import type { Frame, Level, Race, ReportedAccess } from '../../src/report/model.ts';
import { siteOf } from '../../src/report/site.ts';
import type { Session } from '../../src/session.ts';
import { whenLoaded } from '../modules/loaded.ts';
import { noteSpans, spanContextOf } from './traces.ts';

/** `SeverityNumber` of the log data model. */
const SEVERITY: Readonly<Record<Level, number>> = { error: 17, warning: 13, notice: 9 };

type Attributes = Record<string, string | number>;

/**
 * Tells the application's OpenTelemetry of races from now on.
 * @returns looks for a provider of metrics, which is registered long after the API was loaded; for a timer of the host
 */
export function installOpenTelemetry(session: Session, version: string): () => void {
  const telemetry = new Telemetry(session, version);
  whenLoaded('@opentelemetry/api/build/src/index.js', (exports) => {
    telemetry.api = exports as typeof Api;
    noteSpans(telemetry.api);
  });
  whenLoaded('@opentelemetry/api-logs/build/src/index.js', (exports) => {
    telemetry.logs = exports as typeof Logs;
  });
  session.onRace((race) => muted(() => telemetry.tell(race)));
  return () => telemetry.meter();
}

class Telemetry {
  api: typeof Api | undefined;
  logs: typeof Logs | undefined;
  private readonly session: Session;
  private readonly version: string;
  private provider: Api.MeterProvider | undefined;
  private races: Api.Counter | undefined;

  constructor(session: Session, version: string) {
    this.session = session;
    this.version = version;
  }

  tell(race: Race): void {
    this.meter();
    this.races?.add(1, { 'racewatch.pattern': race.pattern, 'racewatch.level': race.level });
    const logger = this.logs?.logs.getLogger('racewatch', this.version);
    logger?.emit({
      eventName: 'racewatch.race',
      severityNumber: SEVERITY[race.level],
      severityText: race.level.toUpperCase(),
      timestamp: new Date(race.time),
      body: race.message,
      attributes: attributesOf(race),
      ...this.contextOf(race),
    });
  }

  /** The record belongs to the request of the current access, whichever one runs when the race is found. */
  private contextOf({ accesses }: Race): { context?: Api.Context } {
    if (this.api === undefined) return {};
    const { ROOT_CONTEXT, trace: tracing } = this.api;
    const trace = accesses.find(({ role }) => role === 'second')?.trace;
    const span = trace && spanContextOf(trace);
    return { context: span === undefined ? ROOT_CONTEXT : tracing.setSpanContext(ROOT_CONTEXT, span) };
  }

  /** The provider may be registered long after the API was loaded, and instruments belong to their provider. */
  meter(): void {
    const provider = this.api?.metrics.getMeterProvider();
    if (provider === undefined || provider === this.provider) return;
    this.provider = provider;
    const meter = provider.getMeter('racewatch', this.version);
    this.races = meter.createCounter('racewatch.races', {
      description: 'Different races found',
      unit: '{race}',
    });
    const { session } = this;
    const shown = (name: string, description: string, unit: string, value: () => number | undefined) =>
      meter.createObservableGauge(name, { description, unit }).addCallback((result) =>
        muted(() => {
          const measured = value();
          if (measured !== undefined) result.observe(measured);
        }),
      );
    shown('racewatch.locations', 'Locations made so far that are not evicted', '{location}', () => {
      const { locations, locationsEvicted } = session.stats();
      return locations - locationsEvicted;
    });
    shown('racewatch.evictions', 'Locations given up for want of room', '{location}', () => {
      return session.stats().locationsEvicted;
    });
    shown('racewatch.overhead', "Share of the process's CPU time that watching takes", '1', () => {
      return session.stats().overhead;
    });
    shown('racewatch.dropped', 'Races found beyond those that are kept', '{race}', () => {
      return session.stats().racesDropped;
    });
  }
}

/** `code.*` of the current access, the others with their role in the name. */
function attributesOf(race: Race): Attributes {
  const attributes: Attributes = {
    'event.name': 'racewatch.race',
    'racewatch.fingerprint': race.fingerprint,
    'racewatch.pattern': race.pattern,
    'racewatch.level': race.level,
    'racewatch.location.path': race.location.path,
    'racewatch.location.kind': race.location.kind,
  };
  for (const access of race.accesses) {
    const prefix = access.role === 'second' ? '' : `racewatch.${access.role}.`;
    Object.assign(attributes, codeOf(siteOf(access.stack), prefix), taskOf(race, access), traceOf(access));
  }
  return attributes;
}

function codeOf(frame: Frame | undefined, prefix: string): Attributes {
  if (frame === undefined) return {};
  return {
    [`${prefix}code.function.name`]: frame.function,
    [`${prefix}code.file.path`]: frame.file,
    [`${prefix}code.line.number`]: frame.line,
    [`${prefix}code.column.number`]: frame.column,
  };
}

/** So that each of the requests can be opened from the record. */
function traceOf({ role, trace }: ReportedAccess): Attributes {
  if (trace === undefined) return {};
  return { [`racewatch.${role}.trace_id`]: trace.traceId, [`racewatch.${role}.span_id`]: trace.spanId };
}

function taskOf({ tasks }: Race, { role, task }: ReportedAccess): Attributes {
  const name = tasks.find(({ id }) => id === task)?.name;
  return name === undefined ? {} : { [`racewatch.${role}.task`]: name };
}
