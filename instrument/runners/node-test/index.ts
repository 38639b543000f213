// Hooks for node:test: `node --require racewatch/register --import racewatch/node-test --test`. A test that owns a race
// fails in a hook after it; races that belong to no test fail the file.

import { after, afterEach } from 'node:test';
import { activeSession } from '../../../src/registry.ts';
import type { TestRun, Tests } from '../../../src/tests/runs.ts';
import { endFileAtExit } from '../at-exit.ts';
import { type BegunTest, onBegun } from './tasks.ts';

interface TestContext {
  readonly name: string;
  readonly fullName?: string;
}

const OUTSIDE = 'this file, outside of its tests';

/** The process that only starts others has no tests. */
const isRunner = process.execArgv.includes('--test') && process.env.NODE_TEST_CONTEXT === undefined;
const tests = isRunner ? undefined : activeSession()?.tests;
if (tests !== undefined) watch(tests, process.argv[1] ?? '');

interface Running {
  readonly run: TestRun;
  readonly test: BegunTest;
}

function watch(watching: Tests, file: string): void {
  /** Running tests by name; two of one name end in the order in which they began. */
  const running = new Map<string, Running[]>();
  let hasFailed = false;
  watching.beginFile(file);
  onBegun({
    any: () => endOver(watching, running),
    test(test) {
      const run = watching.beginTest({ name: test.name, file, task: test.task });
      running.set(test.name, [...(running.get(test.name) ?? []), { run, test }]);
    },
  });
  afterEach((context) => {
    const { name, fullName = name } = context as TestContext;
    const run = running.get(fullName)?.shift()?.run;
    if (run === undefined) return;
    const failure = watching.failure(watching.endTest(run), 'this test');
    if (failure !== undefined) throw failure.error;
  });
  after(() => {
    endOver(watching, running);
    const failure = watching.failure(watching.judgeFile(), OUTSIDE);
    hasFailed = failure !== undefined;
    if (failure !== undefined) throw failure.error;
  });
  // The hooks that the file itself has after its tests run after ours.
  process.once('exit', () => {
    endFileAtExit(watching, OUTSIDE);
    // Since Node 22 a hook of the file that fails is told, and the process ends as if nothing were wrong.
    if (hasFailed) process.exitCode = 1;
  });
}

/** Tests that have skipped themselves, or whose hooks have failed, end without a hook of ours. */
function endOver(watching: Tests, running: Map<string, Running[]>): void {
  for (const [name, all] of running) {
    for (const { run, test } of all) if (test.isOver()) watching.endTest(run);
    const left = all.filter(({ test }) => !test.isOver());
    if (left.length > 0) running.set(name, left);
    else running.delete(name);
  }
}
