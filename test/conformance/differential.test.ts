// Random programs behave the same plain and instrumented: what they log, what they throw, what they leave behind.
// More of them: RACEWATCH_RUNS=20000 npx vitest run test/conformance/differential.test.ts; a failure prints its
// seed, to be given as RACEWATCH_SEED.

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { transform } from '../../instrument/transform/transform.ts';
import { program } from './differential/grammar.ts';
import { observe } from './differential/observe.ts';
import { observeInProcesses } from './differential/processes.ts';
import { programText } from './differential/world.ts';
import { job } from './instrumenter.mjs';

const RUNS = Number(process.env.RACEWATCH_RUNS ?? 300);
const SEED = process.env.RACEWATCH_SEED;
const MODULES = Math.max(20, Math.round(RUNS / 5));
const PRELOAD =
  process.env.RACEWATCH_PRELOAD ?? join(import.meta.dirname, '../../dist/instrument/register.js');
const LIMIT_MS = 60_000 + RUNS * 400;

// Programs forget promises at random.
process.on('unhandledRejection', () => {});

test(
  'random programs log the same events plain and instrumented',
  async () => {
    const property = fc.asyncProperty(program, async (lines) => {
      const text = programText(lines);
      const plain = await observe(text);
      fc.pre(plain[0] !== 'too slow');
      const { prepare, check, fault } = job(transform);
      const instrumented = await observe(prepare(text, 'commonjs', 'program'), check);
      expect(instrumented).toEqual(plain);
      expect(fault()).toBeUndefined();
    });
    await fc.assert(property, { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) });
  },
  LIMIT_MS,
);

test(
  'random programs are the same modules in a process with the preload',
  () => {
    const programs = fc.sample(program, {
      numRuns: MODULES,
      ...(SEED !== undefined && { seed: Number(SEED) }),
    });
    const { plain, instrumented } = observeInProcesses(programs, PRELOAD);
    for (const [index, expected] of plain.entries()) {
      expect(instrumented[index], JSON.stringify(programs[index])).toEqual(expected);
    }
  },
  LIMIT_MS,
);
