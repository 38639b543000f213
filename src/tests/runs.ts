// The tests of a process while they run: which of them owns a race, what was allowed or expected, and the verdict.
// Which runner calls this, and what it makes of a verdict, is not known here.

import { runNested, switchTask } from '../core/activations.ts';
import { type Finding, RANK } from '../core/finding.ts';
import { now } from '../core/now.ts';
import { ports } from '../core/ports.ts';
import { createTask, lineOf } from '../core/tasks.ts';
import type { Level, Race } from '../report/model.ts';
import { EndedTasks } from './ended.ts';
import { type Failure, failureOf } from './failure.ts';
import { headSaysSkip } from './head.ts';
import type { Matcher } from './matcher.ts';
import { type Expectation, missed, Scope, type Verdict } from './scope.ts';
import { addTotals, noTotals, type Totals } from './summary.ts';

export interface TestsParts {
  /** Settles the running turn: what it did may be a race. */
  flush(): void;
  /** Writes the report of a race that nobody has allowed, once. */
  report(race: Race): void;
  /** The lowest level that fails a test; `never` for none. */
  failOn: Level | 'never';
}

/** Why a test runs once more: because it has failed, or because every run of several counts. */
export type Again = 'retry' | 'repeat';

/** A test that is running, or one attempt of several. */
export interface TestRun {
  readonly name: string;
  readonly file: string;
  /** Everything that this task does and causes is the test's. */
  readonly task: number;
  readonly scope: Scope;
  readonly again: Again | undefined;
}

export interface TestStart {
  readonly name: string;
  readonly file: string;
  /** The test's own task; made here when not given. */
  readonly task?: number;
  /** A further attempt at a test that counts already. */
  readonly again?: Again | undefined;
}

export class Tests {
  private readonly parts: TestsParts;
  /** By task. */
  private readonly running = new Map<number, TestRun>();
  private readonly ended = new EndedTasks();
  /** Allowed before any file began: in a setup file, for all files. */
  private readonly always: Matcher[] = [];
  private readonly reported = new Set<string>();
  /** Whether a file asks to be skipped. */
  private readonly heads = new Map<string, boolean>();
  private file: Scope | undefined;
  private scopes = 0;
  private totals: Totals = noTotals();
  /** Tests that have failed since the numbers were last taken. */
  private readonly failed = new Set<string>();

  constructor(parts: TestsParts) {
    this.parts = parts;
  }

  /** The numbers since they were last taken. */
  takeTotals(): Totals {
    const totals = { ...this.totals, failed: this.failed.size };
    this.totals = noTotals();
    this.failed.clear();
    return totals;
  }

  /** The tests of a file begin. @param path absolute; its head may ask to be skipped */
  beginFile(path: string): void {
    this.file = new Scope(++this.scopes, headSaysSkip(path));
  }

  /** Begins a test. The runner then has its code run in the test's task, with `within` or `enter`. */
  beginTest({ name, file, task, again }: TestStart): TestRun {
    const own = task ?? createTask('test', name, 0, 0).id;
    const skipped = this.file?.skipped === true || this.asksToBeSkipped(file);
    const run: TestRun = { name, file, task: own, scope: new Scope(++this.scopes, skipped), again };
    this.running.set(own, run);
    return run;
  }

  /** Runs `fn`, and what it causes, as part of the test. */
  within<T>(run: TestRun, fn: () => T): T {
    return runNested(run.task, fn);
  }

  /** The rest of the running activation, and what it causes, is part of the test: for hooks that cannot wrap one. */
  enter(run: TestRun): void {
    switchTask(run.task);
  }

  /** Ends a test; what its work does later is the file's. */
  endTest(run: TestRun): Verdict {
    this.parts.flush();
    this.leave(run);
    if (run.again === undefined) this.totals.tests++;
    const verdict = this.judge(run.scope, [...this.always, ...(this.file?.allowed ?? [])]);
    const key = `${run.file} ${run.name}`;
    if (verdict.races.length > 0) this.failed.add(key);
    else if (run.again === 'retry') this.failed.delete(key);
    return verdict;
  }

  /** Ends a test that the runner has begun and does not run after all. What was seen meanwhile is the file's. */
  abandon(run: TestRun): void {
    this.parts.flush();
    this.leave(run);
    this.file?.takeOver(run.scope);
  }

  /** Ends the file: the races that belong to no test. */
  endFile(): Verdict {
    const verdict = this.judgeFile();
    this.file?.end();
    this.file = undefined;
    return verdict;
  }

  /** What `endFile` would find, and the file goes on: only what follows is judged again. */
  judgeFile(): Verdict {
    this.parts.flush();
    const verdict = this.judge(this.file ?? new Scope(0, false), this.always);
    this.file?.clear();
    return verdict;
  }

  /** The error to fail with; undefined when the verdict asks for none. @param owner such as `this test` */
  failure(verdict: Verdict, owner: string): Failure | undefined {
    return failureOf(verdict, owner);
  }

  /** For the running test, or for the file outside of any. */
  allow(matcher: Matcher): void {
    const scope = this.testOf(now.task)?.scope ?? this.file;
    (scope?.allowed ?? this.always).push(matcher);
  }

  /** The running test, or the file outside of any, must show such a race before it ends. */
  expect(matcher: Matcher): void {
    this.current().expected.push({ matcher });
  }

  /**
   * Runs `fn`, during which such a race must occur.
   * @returns the races that did
   * @param caller whose caller the error points at
   * @throws Error when none did, and whatever `fn` throws
   */
  async expectDuring(
    matcher: Matcher,
    fn: () => unknown,
    caller: (...args: never[]) => unknown,
  ): Promise<Race[]> {
    const failure = new Error(missed(matcher.text));
    Error.captureStackTrace(failure, caller);
    this.parts.flush();
    const scope = this.current();
    const expectation: Expectation = { matcher, seen: [] };
    scope.open(expectation);
    try {
      await fn();
    } finally {
      this.parts.flush();
      scope.close(expectation);
    }
    if (expectation.seen?.length === 0) throw failure;
    return structuredClone([...(expectation.seen ?? [])]);
  }

  /** For whom a finding is told anew; empty for a file that is none. */
  scopeOf({ first, intervening, second }: Finding): string {
    return this.owner([second.task, first.task, intervening.task])?.key ?? '';
  }

  /** A race was seen, perhaps not for the first time. */
  sighted(race: Race): void {
    const task = (role: string) => race.accesses.find((access) => access.role === role)?.task ?? 0;
    const owner = this.owner([task('second'), task('first'), task('intervening')]);
    if (owner !== undefined && !owner.isOver) owner.add(race);
    else this.tellLate(race, owner);
  }

  /** Nobody can fail for it any more, and it happened all the same. */
  private tellLate(race: Race, file: Scope | undefined): void {
    const allowed = [...this.always, ...(file?.allowed ?? [])];
    if (file?.skipped !== true && !allowed.some((matcher) => matcher.matches(race))) this.tell(race);
  }

  /** The test of the first task that has one; else the only one that runs; else the file. */
  private owner(tasks: readonly number[]): Scope | undefined {
    for (const task of tasks) {
      const test = this.testOf(task);
      if (test !== undefined) return test.scope;
      // Work that a test has left behind must not be held against the next one.
      const ended = this.ended.find(task);
      if (ended !== undefined) return ended.file;
    }
    const [only] = this.running.size === 1 ? this.running.values() : [];
    return only?.scope ?? this.file;
  }

  private asksToBeSkipped(file: string): boolean {
    const known = this.heads.get(file);
    if (known !== undefined) return known;
    const skipped = file !== '' && headSaysSkip(file);
    this.heads.set(file, skipped);
    return skipped;
  }

  private testOf(task: number): TestRun | undefined {
    for (const each of lineOf(task)) {
      const run = this.running.get(each);
      if (run !== undefined) return run;
    }
    return undefined;
  }

  private leave(run: TestRun): void {
    this.running.delete(run.task);
    this.ended.add(run.task, this.file);
  }

  private current(): Scope {
    const [only] = this.running.size === 1 ? this.running.values() : [];
    const scope = this.testOf(now.task)?.scope ?? only?.scope ?? this.file;
    if (scope === undefined) throw new Error('expectRace must be called in a test: no test is running.');
    return scope;
  }

  private judge(scope: Scope, allowed: readonly Matcher[]): Verdict {
    const { failOn } = this.parts;
    const verdict = scope.verdict(allowed, ({ level }) => failOn !== 'never' && RANK[level] >= RANK[failOn]);
    const prints = (races: readonly Race[]) => races.map(({ fingerprint }) => fingerprint);
    addTotals(this.totals, {
      ...noTotals(),
      allowed: verdict.allowed.length,
      races: prints(verdict.races),
      minor: prints(verdict.minor),
    });
    for (const race of [...verdict.races, ...verdict.minor]) this.tell(race);
    return verdict;
  }

  private tell(race: Race): void {
    if (this.reported.has(race.fingerprint)) return;
    this.reported.add(race.fingerprint);
    try {
      this.parts.report(race);
    } catch (error) {
      ports.fault('report', error);
    }
  }
}
