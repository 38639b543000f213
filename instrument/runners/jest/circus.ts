// The tests of a file as jest-circus runs them. Its state object tells when a test begins and ends, in the very turn
// in which it happens, whatever environment, transform or set of globals the project has chosen.

import { switchTask } from '../../../src/core/activations.ts';
import { MAIN } from '../../../src/core/tasks.ts';
import type { TestRun, Tests } from '../../../src/tests/runs.ts';
import { imitate } from '../../modules/patch.ts';
import { leaveNumbers } from './numbers.ts';

/** As far as it concerns us: see `Circus.State` in @jest/types. */
interface State {
  currentlyRunningTest: CircusTest | null | undefined;
  hasStarted: boolean;
  readonly rootDescribeBlock: Block;
}

interface Block {
  readonly type: 'describeBlock';
  readonly children: readonly (Block | CircusTest)[];
  readonly hooks: object[];
}

interface CircusTest {
  readonly type: 'test';
  readonly name: string;
  readonly concurrent: boolean;
  readonly errors: unknown[];
  fn?: (...args: unknown[]) => unknown;
  status?: string | null;
}

export interface TestFile {
  readonly tests: Tests;
  /** Absolute path. */
  readonly path: string;
  /** The `Error` of the realm that the tests run in. */
  readonly Error: ErrorConstructor;
}

/** The state of the test file that a realm runs; undefined under another test framework. */
export function stateOf(global: object): object | undefined {
  const name = Object.getOwnPropertySymbols(global).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  );
  return name === undefined ? undefined : (global as Record<symbol, object>)[name];
}

/** Makes every attempt at a test a task and judges it, and the file after its last test. */
export function observe(given: object, file: TestFile): void {
  const state = given as State;
  const runs = new Map<CircusTest, TestRun>();
  file.tests.beginFile(file.path);
  whenSet(state, 'currentlyRunningTest', (test) => {
    if (test) begin(test, runs, file);
  });
  whenSet(state, 'hasStarted', (started) => {
    if (!started) return;
    for (const test of testsIn(state.rootDescribeBlock)) prepare(test, runs, file);
    appendFileHook(state.rootDescribeBlock, file);
  });
}

/** What the last hook of the file fails for belongs to no test. */
function appendFileHook(root: Block, { tests, Error: RealmError }: TestFile): void {
  const fn = (): void => {
    const failure = tests.failure(tests.endFile(), 'this file');
    leaveNumbers(tests.takeTotals());
    if (failure !== undefined) throw failure.error;
  };
  const asyncError = new RealmError('racewatch');
  root.hooks.push({ type: 'afterAll', fn, parent: root, asyncError, seenDone: false, timeout: undefined });
}

function* testsIn(block: Block): Generator<CircusTest> {
  for (const child of block.children) {
    if (child.type === 'test') yield child;
    else yield* testsIn(child);
  }
}

function prepare(test: CircusTest, runs: Map<CircusTest, TestRun>, file: TestFile): void {
  // Told in the turn in which the attempt is over, before anybody looks at its errors.
  whenSet(test, 'status', (status) => {
    if (status === 'done') judge(test, runs, file);
    else if (status === 'skip' || status === 'todo') abandon(test, runs, file);
  });
  const { fn } = test;
  if (!test.concurrent || typeof fn !== 'function') return;
  // Its function may run long before its turn in the list comes.
  test.fn = imitate(function (this: unknown, ...args: unknown[]): unknown {
    return file.tests.within(runOf(test, runs, file), () => Reflect.apply(fn, this, args));
  }, fn);
}

function runOf(test: CircusTest, runs: Map<CircusTest, TestRun>, { tests, path }: TestFile): TestRun {
  let run = runs.get(test);
  if (run === undefined) {
    run = tests.beginTest({ name: test.name, file: path });
    runs.set(test, run);
  }
  return run;
}

function begin(test: CircusTest, runs: Map<CircusTest, TestRun>, file: TestFile): void {
  file.tests.enter(runOf(test, runs, file));
}

function judge(
  test: CircusTest,
  runs: Map<CircusTest, TestRun>,
  { tests, Error: RealmError }: TestFile,
): void {
  const run = runs.get(test);
  if (run === undefined) return;
  runs.delete(test);
  const failure = tests.failure(tests.endTest(run), 'this test');
  switchTask(MAIN);
  if (failure !== undefined) test.errors.push([failure.error, new RealmError('racewatch')]);
}

/** Jest says of skipped tests too that they run now. */
function abandon(test: CircusTest, runs: Map<CircusTest, TestRun>, { tests }: TestFile): void {
  const run = runs.get(test);
  if (run === undefined) return;
  runs.delete(test);
  tests.abandon(run);
  switchTask(MAIN);
}

/** Calls `told` whenever the property is assigned; it stays an ordinary one for everybody else. */
function whenSet<O extends object, K extends keyof O>(owner: O, key: K, told: (value: O[K]) => void): void {
  let value = owner[key];
  Object.defineProperty(owner, key, {
    configurable: true,
    enumerable: true,
    get: () => value,
    set(given: O[K]) {
      value = given;
      told(given);
    },
  });
}
