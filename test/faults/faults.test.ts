// Every boundary inside Racewatch fails, one after the other, under a service that must not notice: it answers as it
// does by itself, ends as it does by itself, and one line says that nobody watches any more.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { capabilities } from '../../instrument/capabilities.ts';
import { type Ended, ROOT } from '../support/children.ts';
import { reliabilityTable } from './page.ts';
import { OWN_CODE, Projects } from './run.ts';
import { FAULTS, type Fault } from './table.ts';

// Each case is a process.
vi.setConfig({ maxConcurrency: 3 });

const driver =
  capabilities.promisesCanBeLeftOut && capabilities.promiseHooks ? 'promise_hooks' : 'async_hooks';
const here = FAULTS.filter((fault) => fault.driver === undefined || fault.driver === driver);
const survived = new Set<Fault>();
const projects = new Projects();
const plain = new Map<string, Ended>();

beforeAll(async () => {
  for (const framework of ['http', 'express', 'koa', 'fastify', 'cls']) {
    plain.set(framework, await projects.plain(framework));
  }
});
afterAll(() => projects[Symbol.dispose]());

const ONE_LINE = /^racewatch: [^\n]+\n$/;

describe('a service goes on as if nothing were', () => {
  it.each(['http', 'express', 'koa', 'fastify', 'cls'] as const)(
    'without a fault, on %s',
    async (framework) => {
      const { stdout, code, stderr, seen } = await projects.run({ framework });
      expect({ stdout, code, stderr }).toEqual(pick(plain.get(framework)));
      expect(code).toBe(OWN_CODE);
      expect(seen).toMatchObject({ on: true });
    },
  );

  it.concurrent.each(here)('$boundary: $what', async (fault) => {
    const { stdout, code, stderr, seen } = await projects.run(fault);
    expect({ stdout, code, stderr: '' }).toEqual(pick(plain.get(fault.framework ?? 'http')));
    expect(seen).toMatchObject({ on: fault.outcome.then === 'on' });
    if (fault.inject !== undefined) expect(seen?.fired).toBeGreaterThan(0);
    if (fault.outcome.then === 'on') expect(stderr).toBe('');
    else expect(stderr).toMatch(ONE_LINE);
    survived.add(fault);
  });
});

it('the page tells what came of them', () => {
  const page = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8');
  // Those of the other driver are for the Nodes that have it.
  const known = (fault: Fault) => survived.has(fault) || !here.includes(fault);
  expect(page).toContain(reliabilityTable(FAULTS, known));
});

function pick(ended: Ended | undefined): Pick<Ended, 'stdout' | 'code' | 'stderr'> {
  if (ended === undefined) throw new Error('the service did not run');
  const { stdout, code, stderr } = ended;
  return { stdout, code, stderr };
}
