// Which findings become reports, and who is told of them: further sightings of what is known are counted, what the
// user has suppressed is left out, tests and listeners hear of the rest. How a report is worded is write-up.ts.

import { type Ignore, ignoreOf } from './config/ignore.ts';
import type { Options } from './config/options.ts';
import { counters } from './core/counters.ts';
import { type Finding, RANK } from './core/finding.ts';
import { limits } from './core/limits.ts';
import { settleTurn } from './core/settle.ts';
import { Sightings } from './core/sightings.ts';
import type { Race } from './report/model.ts';
import { framesOf, siteOfCapture } from './stacks/capture.ts';
import { resolveFrames } from './stacks/resolve.ts';
import { type AcceptedRaces, readAccepted } from './suppress/accepted.ts';
import { Tests } from './tests/runs.ts';
import { type WriteUpContext, writeUp } from './write-up.ts';

/** Kept from before the application runs: globals can be replaced. */
const clone = structuredClone;

export interface ReportingParts {
  readonly options: Options;
  readonly pid: number;
  /** A race was sighted for the first time. */
  report(race: Race): void;
}

export class Reporting {
  private readonly parts: ReportingParts;
  private readonly ignored: Ignore;
  private readonly accepted: AcceptedRaces;
  private readonly context: WriteUpContext;
  private readonly found = new Map<string, Race>();
  private readonly listeners = new Set<(race: Race) => void>();
  private asked: Tests | undefined;

  /** @throws Error with one sentence when a file that the options name cannot be used */
  constructor(parts: ReportingParts) {
    this.parts = parts;
    const accepted = readAccepted(parts.options);
    if (!accepted.ok) throw new Error(accepted.message);
    this.accepted = accepted.value;
    this.ignored = ignoreOf(parts.options.ignore);
    this.context = { values: parts.options.values, pid: parts.pid, stack: stackOf };
  }

  /** Reports kept. */
  get size(): number {
    return this.found.size;
  }

  /** Copies of the reports kept. */
  races(): Race[] {
    return [...this.found.values()].map((race) => clone(race));
  }

  onRace(listener: (race: Race) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  forget(): void {
    this.found.clear();
  }

  /** The tests of this process; asking for them makes it a test process, whose races are told by the tests. */
  get tests(): Tests {
    const { fail_on } = this.parts.options;
    this.asked ??= new Tests({
      flush: settleTurn,
      failOn: fail_on,
      report: (race) => this.parts.report(race),
    });
    return this.asked;
  }

  /** Whether a test runner has asked for `tests`. */
  get isTesting(): boolean {
    return this.asked !== undefined;
  }

  /** The worst level reported so far, as a rank, what the baseline has left out; -1 for none. */
  get worst(): number {
    let worst = -1;
    for (const race of this.found.values()) {
      if (!this.accepts(race)) worst = Math.max(worst, RANK[race.level]);
    }
    return worst;
  }

  /** Whether the baseline has this race, which then fails nothing. */
  accepts(race: Race): boolean {
    return this.accepted.has(race);
  }

  /** Lines about suppressions that hid something, and those that did not. */
  acceptedLines(): string[] {
    return this.accepted.report();
  }

  /** Takes what the rules have found. */
  take(finding: Finding): void {
    const scope = this.asked?.scopeOf(finding) ?? '';
    if (this.onlyCounted(finding, scope)) return;
    const race = writeUp(finding, this.context);
    // Nobody can judge a race by one stack of three.
    if (race.accesses.filter(({ stack }) => stack.length > 0).length < 2) {
      counters.racesWithoutStacks++;
      return;
    }
    const known = this.found.get(race.fingerprint);
    if (known !== undefined) {
      this.remember(finding, known, scope);
      known.count++;
      this.told(race);
      return;
    }
    if (this.ignoredRace(race) || this.accepted.suppresses(race)) {
      // What nobody hears of must not silence its neighbours in the container.
      finding.location.sightings?.remember(kindOf(finding, scope), race);
      return;
    }
    this.remember(finding, race, scope);
    this.told(race);
    if (this.found.size >= limits.races) {
      counters.racesDropped++;
      return;
    }
    this.found.set(race.fingerprint, race);
    if (this.asked === undefined) this.parts.report(race);
    for (const listener of this.listeners) tell(listener, race);
  }

  /** Further sightings at the place count for this report. */
  private remember(finding: Finding, race: Race, scope: string): void {
    const kind = kindOf(finding, scope);
    finding.location.sightings?.remember(kind, race);
    finding.location.shadow.sightings?.remember(kind, race);
  }

  /** Tests are told of what may fail them. */
  private told(race: Race): void {
    if (!this.accepts(race)) this.asked?.sighted(race);
  }

  private ignoredRace(race: Race): boolean {
    if (this.ignored.location(race.location.path)) return true;
    return race.accesses.some(({ stack }) => {
      const site = stack.find((frame) => frame.owner === 'application') ?? stack[0];
      return site !== undefined && this.ignored.file(site.file);
    });
  }

  /** A place that was written up often enough is only counted: writing up costs a hundred microseconds. */
  private onlyCounted(finding: Finding, scope: string): boolean {
    const { location } = finding;
    const { shadow } = location;
    const kind = kindOf(finding, scope);
    location.sightings ??= new Sightings();
    shadow.sightings ??= new Sightings();
    const here = location.sightings.add(kind);
    const around = shadow.sightings.add(kind);
    if (here < limits.writeUpsPerLocation && around < limits.writeUpsPerObject) return false;
    if (!location.sightings.count(kind) && !shadow.sightings.count(kind)) return false;
    counters.racesCounted++;
    return true;
  }
}

/** What counts as one race before it is written up: the pattern, the place in the code, who is told. */
function kindOf({ pattern, second }: Finding, scope: string): string {
  return `${pattern}${scope} ${siteOfCapture(second.stack)}`;
}

/** A listener's own error is neither the application's nor ours. */
function tell(listener: (race: Race) => unknown, race: Race): void {
  try {
    const result = listener(race);
    if (result instanceof Promise) result.catch(() => {});
  } catch {
    // As said above.
  }
}

function stackOf(capture: number): Race['accesses'][number]['stack'] | undefined {
  const frames = framesOf(capture);
  return frames && resolveFrames(frames);
}
