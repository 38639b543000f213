// Root hooks for Mocha: `mocha --require racewatch/register --require racewatch/mocha`. Every attempt at a test is a
// task; a test that owns a race fails as if its function had thrown.

import { activeSession } from '../../../src/registry.ts';
import type { TestRun, Tests } from '../../../src/tests/runs.ts';
import { endFileAtExit, saySummary } from '../at-exit.ts';

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

interface Suite {
  afterAll(title: string, fn: () => void): unknown;
}

interface HookContext {
  readonly currentTest?: MochaTest;
  /** The hook itself. */
  readonly test?: { readonly parent?: Suite };
}

const OUTSIDE = 'a setup file';

/** A test that is tried again is a copy with the function of the first. */
const bodies = new WeakMap<Body, Body>();
/** The attempt that Mocha has begun, and whether its function was called. */
let current: { readonly run: TestRun; isCalled: boolean } | undefined;
let isFileOpen = false;

/** What Mocha looks for in a file that it requires. */
export const mochaHooks = {
  beforeAll(this: HookContext): void {
    const tests = activeSession()?.tests;
    if (tests === undefined) return;
    tests.beginFile('');
    isFileOpen = true;
    // All files are loaded by now: it comes after their own hooks.
    this.test?.parent?.afterAll('racewatch', () => endFile(tests));
    process.off('exit', endFileLeft).once('exit', endFileLeft);
  },
  beforeEach(this: HookContext): void {
    const tests = activeSession()?.tests;
    if (tests === undefined) return;
    endLeft(tests);
    const test = this.currentTest;
    if (test?.fn === undefined) return;
    const body = bodies.get(test.fn) ?? test.fn;
    const run = tests.beginTest({
      name: test.fullTitle(),
      file: test.file ?? '',
      again: test.currentRetry() > 0 ? 'retry' : undefined,
    });
    current = { run, isCalled: false };
    test.fn = test.async ? withCallback(tests, run, body) : judged(tests, run, body);
    bodies.set(test.fn, body);
  },
  afterEach(): void {
    const tests = activeSession()?.tests;
    if (tests !== undefined) endLeft(tests);
  },
};

function endFile(tests: Tests): void {
  if (!isFileOpen) return;
  isFileOpen = false;
  endLeft(tests);
  const failure = tests.failure(tests.endFile(), OUTSIDE);
  saySummary(tests);
  if (failure !== undefined) throw failure.error;
}

/** Mocha calls no further hook when one has failed. */
function endFileLeft(): void {
  const tests = activeSession()?.tests;
  if (isFileOpen && tests !== undefined) endFileAtExit(tests, OUTSIDE);
}

/** What Mocha has given up: a hook skipped the test or failed, or its time was over. */
function endLeft(tests: Tests): void {
  if (current === undefined) return;
  const { run, isCalled } = current;
  current = undefined;
  if (isCalled) tests.endTest(run);
  else tests.abandon(run);
}

/** The error that the attempt fails with, once; it may have been given up meanwhile. */
function end(tests: Tests, run: TestRun): Error | undefined {
  if (current?.run !== run) return undefined;
  current = undefined;
  return tests.failure(tests.endTest(run), 'this test')?.error;
}

function called<T>(tests: Tests, run: TestRun, fn: () => T): T {
  if (current?.run === run) current.isCalled = true;
  try {
    return tests.within(run, fn);
  } catch (error) {
    end(tests, run);
    throw error;
  }
}

function judged(tests: Tests, run: TestRun, body: Body): Body {
  return function (this: unknown) {
    const result = called(tests, run, () => body.call(this));
    if (!isThenable(result)) return judge(tests, run, result);
    return Promise.resolve(result).then(
      (value) => judge(tests, run, value),
      (error: unknown) => {
        end(tests, run);
        throw error;
      },
    );
  };
}

function withCallback(tests: Tests, run: TestRun, body: Body): Body {
  return function (this: unknown, done?: Done) {
    const finish: Done = (error) => {
      const failure = end(tests, run);
      done?.(error ?? failure);
    };
    return called(tests, run, () => body.call(this, finish));
  };
}

function judge<T>(tests: Tests, run: TestRun, value: T): T {
  const error = end(tests, run);
  if (error !== undefined) throw error;
  return value;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
