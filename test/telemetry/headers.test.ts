// Traces of requests in a service without an SDK: their `traceparent` header is all there is.

import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Race } from '../../src/report/model.ts';
import { racesIn } from '../e2e/workshop.ts';
import { ROOT, runNode } from '../support/children.ts';

const PRELOAD = join(ROOT, 'dist/instrument/register.js');
const A = { traceId: 'a'.repeat(32), spanId: 'a'.repeat(16) };
const B = { traceId: 'b'.repeat(32), spanId: 'b'.repeat(16) };
const header = ({ traceId, spanId }: typeof A) => `00-${traceId}-${spanId}-01`;

type Traces = readonly [unknown, unknown];

it.concurrent.each<[string, [string, string], Traces]>([
  ['names the trace of each request', [header(A), header(B)], [A, B]],
  ['goes without where a request names none', [header(A), ''], [A, undefined]],
  ['takes no header of another shape', [header(A).replace('-a', '-A'), 'b3=1'], [undefined, undefined]],
  ['takes no ids of zeros', [`00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`, header(B)], [undefined, B]],
  ['knows the fields of a later version', [`01-${header(A).slice(3)}-more`, header(B)], [A, B]],
])('a report %s', async (_name, headers, traces) => {
  const ended = await runNode(['--require', PRELOAD, join(ROOT, 'test/telemetry/headers.cjs'), ...headers], {
    env: { RACEWATCH: 'exitcode=0 log_path=stdout format=jsonl' },
  });
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  const races = racesIn(ended.stdout);
  expect(races).toHaveLength(1);
  const { accesses, tasks } = races[0] as Race;
  for (const { role, task, trace } of accesses) {
    const name = tasks.find(({ id }) => id === task)?.name;
    expect(trace, role).toEqual(traces[name === 'GET /0' ? 0 : 1]);
  }
});
