// Hooks for node:test: `node --require racewatch/register --import racewatch/node-test --test`. A test that owns a race
// fails in a hook after it; races that belong to no test fail the file.

import { after, afterEach } from 'node:test';
import { activeSession } from '../../../src/registry.ts';
import type { TestRun, Tests } from '../../../src/tests/runs.ts';
import { summaryLine } from '../../../src/tests/summary.ts';
import { onTest } from './tasks.ts';

interface TestContext {
  readonly name: string;
  readonly fullName?: string;
}

/** The process that only starts others has no tests. */
const isRunner = process.execArgv.includes('--test') && process.env.NODE_TEST_CONTEXT === undefined;
const tests = isRunner ? undefined : activeSession()?.tests;
if (tests !== undefined) watch(tests, process.argv[1] ?? '');

function watch(watching: Tests, file: string): void {
  /** Running tests by name; two of one name end in the order in which they began. */
  const running = new Map<string, TestRun[]>();
  watching.beginFile(file);
  onTest(({ name, task }) => {
    const run = watching.beginTest({ name, file, task });
    running.set(name, [...(running.get(name) ?? []), run]);
  });
  afterEach((context) => {
    const { name, fullName = name } = context as TestContext;
    const run = running.get(fullName)?.shift();
    if (run === undefined) return;
    const failure = watching.failure(watching.endTest(run), 'this test');
    if (failure !== undefined) throw failure.error;
  });
  after(() => {
    const failure = watching.failure(watching.endFile(), 'this file, outside of its tests');
    process.stdout.write(`${summaryLine(watching.takeTotals())}\n`);
    if (failure !== undefined) throw failure.error;
  });
}
