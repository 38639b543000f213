// Root hooks for Mocha: `mocha --require racewatch/register --require racewatch/mocha`. Every attempt at a test is a
// task; a test that owns a race fails as if its function had thrown.

import { activeSession } from '../../../src/registry.ts';
import type { TestRun, Tests } from '../../../src/tests/runs.ts';
import { summaryLine } from '../../../src/tests/summary.ts';

type Done = (error?: unknown) => void;
type Body = (this: unknown, done?: Done) => unknown;

interface MochaTest {
  readonly file?: string;
  /** Whether its function takes a callback. */
  readonly async: number | boolean;
  fn?: Body;
  fullTitle(): string;
  currentRetry(): number;
}

interface HookContext {
  readonly currentTest?: MochaTest;
}

/** A test that is tried again is a copy with the function of the first. */
const bodies = new WeakMap<Body, Body>();

/** What Mocha looks for in a file that it requires. */
export const mochaHooks = {
  beforeAll(): void {
    activeSession()?.tests.beginFile('');
  },
  beforeEach(this: HookContext): void {
    const tests = activeSession()?.tests;
    const test = this.currentTest;
    if (tests === undefined || test?.fn === undefined) return;
    const body = bodies.get(test.fn) ?? test.fn;
    const run = tests.beginTest({
      name: test.fullTitle(),
      file: test.file ?? '',
      again: test.currentRetry() > 0,
    });
    test.fn = test.async ? withCallback(tests, run, body) : judged(tests, run, body);
    bodies.set(test.fn, body);
  },
  afterAll(): void {
    const tests = activeSession()?.tests;
    if (tests === undefined) return;
    const failure = tests.failure(tests.endFile(), 'a setup file');
    process.stdout.write(`${summaryLine(tests.takeTotals())}\n`);
    if (failure !== undefined) throw failure.error;
  },
};

function judged(tests: Tests, run: TestRun, body: Body): Body {
  return function (this: unknown) {
    let result: unknown;
    try {
      result = tests.within(run, () => body.call(this));
    } catch (error) {
      tests.endTest(run);
      throw error;
    }
    if (!isThenable(result)) return judge(tests, run, result);
    return Promise.resolve(result).then(
      (value) => judge(tests, run, value),
      (error: unknown) => {
        tests.endTest(run);
        throw error;
      },
    );
  };
}

function withCallback(tests: Tests, run: TestRun, body: Body): Body {
  return function (this: unknown, done?: Done) {
    const finish: Done = (error) => {
      const failure = tests.failure(tests.endTest(run), 'this test');
      done?.(error ?? failure?.error);
    };
    return tests.within(run, () => body.call(this, finish));
  };
}

function judge<T>(tests: Tests, run: TestRun, value: T): T {
  const failure = tests.failure(tests.endTest(run), 'this test');
  if (failure !== undefined) throw failure.error;
  return value;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
