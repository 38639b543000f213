// Races in OpenTelemetry: a real service with the SDK and its OTLP exporters, and a receiver that takes what they send.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Race, ReportedAccess } from '../../src/report/model.ts';
import { racesIn } from '../e2e/workshop.ts';
import { ROOT, runNode } from '../support/children.ts';
import { type Attribute, having, plain, type Receiver, startReceiver } from './receiver.ts';

let receiver: Receiver;
let code: number | null;
let races: Race[];

beforeAll(async () => {
  receiver = await startReceiver();
  const preload = join(ROOT, 'dist/instrument/register.js');
  const service = join(__dirname, 'service.cjs');
  const ended = await runNode(['--require', preload, service, `${receiver.port}`], {
    env: { RACEWATCH: 'exitcode=0 log_path=stdout format=jsonl' },
  });
  code = ended.code;
  races = racesIn(ended.stdout);
}, 60_000);
afterAll(() => receiver.close());

/** The ids of the span around a request, as the receiver got them. */
function spanOf(path: string): { traceId: unknown; spanId: unknown } {
  const span = having(receiver.bodies.traces, 'spanId').find(({ name }) => name === path);
  return { traceId: span?.traceId, spanId: span?.spanId };
}

const pathOf = (task: unknown) => String(task).replace('GET ', '');

describe('a race in a service with OpenTelemetry', () => {
  it('leaves the service as it is', () => {
    expect(code).toBe(0);
    expect(having(receiver.bodies.traces, 'spanId').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['/one', '/two']),
    );
  });

  it('is one log record, with the code of the current access and the others under their roles', () => {
    const records = having(receiver.bodies.logs, 'body');
    expect(records).toHaveLength(1);
    const [record] = records;
    expect(record).toMatchObject({ eventName: 'racewatch.race', severityNumber: 17, severityText: 'ERROR' });
    const attributes = plain(record?.attributes as Attribute[]);
    expect(attributes).toMatchObject({
      'event.name': 'racewatch.race',
      'code.function.name': 'buy',
      'code.file.path': 'test/telemetry/service.cjs',
      'racewatch.pattern': 'lost-update',
      'racewatch.location.path': 'stock["apples"]',
      'racewatch.first.code.function.name': 'buy',
      'racewatch.intervening.code.function.name': 'buy',
      'racewatch.fingerprint': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const tasks = ['first', 'intervening', 'second'].map((role) => attributes[`racewatch.${role}.task`]);
    expect(new Set(tasks)).toEqual(new Set(['GET /one', 'GET /two']));
  });

  it('is in the trace of the request whose access was the last, wherever it was found', () => {
    const [record] = having(receiver.bodies.logs, 'body');
    const attributes = plain(record?.attributes as Attribute[]);
    expect(record).toMatchObject(spanOf(pathOf(attributes['racewatch.second.task'])));
  });

  it.each(['first', 'intervening', 'second'])('names the span of the %s access', (role) => {
    const [record] = having(receiver.bodies.logs, 'body');
    const attributes = plain(record?.attributes as Attribute[]);
    const { traceId, spanId } = spanOf(pathOf(attributes[`racewatch.${role}.task`]));
    expect(traceId).toMatch(/^(a{32}|b{32})$/);
    expect(attributes[`racewatch.${role}.trace_id`]).toBe(traceId);
    expect(attributes[`racewatch.${role}.span_id`]).toBe(spanId);
  });

  it('has the spans of both requests in its report', () => {
    expect(races).toHaveLength(1);
    const { accesses, tasks } = races[0] as Race;
    const requestOf = ({ task }: ReportedAccess) => pathOf(tasks.find(({ id }) => id === task)?.name);
    expect(new Set(accesses.map(requestOf))).toEqual(new Set(['/one', '/two']));
    for (const access of accesses) expect(access.trace, access.role).toEqual(spanOf(requestOf(access)));
  });

  it('counts by pattern and level, beside how much is watched', () => {
    const metrics = having(receiver.bodies.metrics, 'unit');
    expect(metrics.map(({ name }) => name).sort()).toEqual([
      'racewatch.dropped',
      'racewatch.evictions',
      'racewatch.locations',
      'racewatch.races',
    ]);
    const [point] = having(
      metrics.filter(({ name }) => name === 'racewatch.races'),
      'attributes',
    );
    expect(plain(point?.attributes as Attribute[])).toEqual({
      'racewatch.pattern': 'lost-update',
      'racewatch.level': 'error',
    });
    expect(point?.asDouble ?? point?.asInt).toBe(1);
  });
});
