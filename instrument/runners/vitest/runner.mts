// Our test runner in the workers: Vitest's, or the project's own, with every attempt at a test made a task and judged
// for races. It runs in the realm of the tests and loads nothing of the detector, which may live in another one.

import type { Session } from '../../../src/session.ts';
import type { Failure } from '../../../src/tests/failure.ts';
import type { TestRun, Tests } from '../../../src/tests/runs.ts';
import type { Verdict } from '../../../src/tests/scope.ts';

interface Result {
  state: string;
  errors?: unknown[];
}

interface Task {
  readonly name: string;
  readonly filepath?: string;
  readonly file: { readonly filepath: string };
  readonly suite?: Task;
  result?: Result;
  meta: Record<string, unknown>;
}

interface Attempt {
  readonly retry: number;
  readonly repeats: number;
}

/** What Vitest asks of a runner, as far as it concerns us. */
interface Runner {
  onCollectStart?(file: Task): unknown;
  onBeforeTryTask?(test: Task, attempt: Attempt): unknown;
  onTaskFinished?(test: Task): unknown;
  onAfterRetryTask?(test: Task, attempt: unknown): unknown;
  onAfterRunSuite?(suite: Task): unknown;
}

interface RunnerClass {
  new (config: unknown): Runner;
}

interface Shared {
  [registry]?: { readonly session?: Session };
  [realm]?: (global: object) => void;
}

const registry: unique symbol = Symbol.for('racewatch.registry') as never;
const realm: unique symbol = Symbol.for('racewatch.realm') as never;
const shared = process as typeof process & Shared;

/** Under these names the plugin and the reporter know what is set and left here. */
const USER_RUNNER = 'RACEWATCH_VITEST_RUNNER';
const META = 'racewatch';

const { base, hasRetryHook } = await baseRunner();
const tests = shared[registry]?.session?.tests;
// The pools of contexts run tests in a realm that the preload has not seen.
shared[realm]?.(globalThis);

/** The class to build on. Before version 4 there is one hook less. */
async function baseRunner(): Promise<{ base: RunnerClass; hasRetryHook: boolean }> {
  const vitest = (await import('vitest')) as unknown as { TestRunner?: RunnerClass };
  const own = process.env[USER_RUNNER];
  const hasRetryHook = vitest.TestRunner !== undefined;
  if (own) return { base: ((await import(own)) as { default: RunnerClass }).default, hasRetryHook };
  if (vitest.TestRunner !== undefined) return { base: vitest.TestRunner, hasRetryHook };
  // Version 5 does not have it, and Vite looks for literal names beforehand.
  const older = ['vitest', 'runners'].join('/');
  const runners = (await import(older)) as unknown as { VitestTestRunner: RunnerClass };
  return { base: runners.VitestTestRunner, hasRetryHook };
}

function watched(Base: RunnerClass, watching: Tests): RunnerClass {
  /** The attempt that runs, by test. */
  const runs = new Map<Task, TestRun>();

  const judge = (test: Task): void => {
    const run = runs.get(test);
    if (run === undefined) return;
    runs.delete(test);
    fail(test, watching.endTest(run), 'this test');
  };
  const fail = (task: Task, verdict: Verdict, owner: string): void => {
    const failure = watching.failure(verdict, owner);
    if (failure === undefined || task.result === undefined || task.result.state === 'skip') return;
    task.result.state = 'fail';
    task.result.errors = [...(task.result.errors ?? []), shown(failure)];
  };

  return class extends Base {
    override onCollectStart(file: Task): unknown {
      watching.beginFile(file.filepath ?? '');
      return super.onCollectStart?.(file);
    }

    override onBeforeTryTask(test: Task, attempt: Attempt): unknown {
      const result = super.onBeforeTryTask?.(test, attempt);
      const run = watching.beginTest({
        name: nameOf(test),
        file: test.file.filepath,
        again: againOf(attempt),
      });
      runs.set(test, run);
      // Not in a continuation: whoever called us goes on in the test's task.
      watching.enter(run);
      return result;
    }

    override async onTaskFinished(test: Task): Promise<void> {
      await super.onTaskFinished?.(test);
      if (!hasRetryHook) judge(test);
    }

    override async onAfterRetryTask(test: Task, attempt: unknown): Promise<void> {
      await super.onAfterRetryTask?.(test, attempt);
      judge(test);
    }

    override async onAfterRunSuite(suite: Task): Promise<void> {
      await super.onAfterRunSuite?.(suite);
      if (suite.filepath === undefined) return;
      fail(suite, watching.endFile(), 'this file, outside of its tests');
      suite.meta[META] = watching.takeTotals();
    }
  };
}

/** One repeat that fails fails the test, whatever comes of the others. */
function againOf({ retry, repeats }: Attempt): 'retry' | 'repeat' | undefined {
  if (repeats > 0) return 'repeat';
  return retry > 0 ? 'retry' : undefined;
}

function nameOf(test: Task): string {
  const outer: string[] = [];
  for (let suite = test.suite; suite !== undefined && suite.filepath === undefined; suite = suite.suite)
    outer.unshift(suite.name);
  return [...outer, test.name].join(' > ');
}

/** As Vitest prints errors. Positions are the original ones: with frames of its own it maps nothing again. */
function shown({ error, frames }: Failure): object {
  const { name, message, stack } = error;
  return { name, message, stack, stacks: frames };
}

const runner = tests === undefined ? base : watched(base, tests);

// biome-ignore lint/style/noDefaultExport: Vitest takes the runner from there.
export { runner as default };
