// One detector at work: joins engine, membrane, stacks and reports, and is what the public API talks to. What becomes
// of findings is reporting.ts. Who starts it, and how the host tells it of turns, is not known here.

import { isProxy } from 'node:util/types';
import type { Options } from './config/options.ts';
import { writeAmount } from './config/units.ts';
import { runNested } from './core/activations.ts';
import { counters } from './core/counters.ts';
import { RANK } from './core/finding.ts';
import { ledger } from './core/ledger.ts';
import { now } from './core/now.ts';
import { rootPath } from './core/path.ts';
import { ports } from './core/ports.ts';
import { muted } from './core/record.ts';
import { choosePeriod, sampling, setSample } from './core/sample.ts';
import { onSettled, settleTurn } from './core/settle.ts';
import { taskEvents } from './core/task-events.ts';
import { createTask, type TaskInfo, taskCount } from './core/tasks.ts';
import { forgetPast, joinTurns, lastTurn, onRestart, openTurn, runningTurn } from './core/turns.ts';
import { onWalkContinued } from './core/walk.ts';
import { takeInventory } from './inventory.ts';
import { ignoreValue, setEnabled, skipped, unwrap, watch } from './membrane/watch.ts';
import { MemoryCap } from './memory-cap.ts';
import { examine, examineWalk } from './patterns/examine.ts';
import type { InventoryEntry } from './report/inventory-text.ts';
import type { Race, ReportedTrace } from './report/model.ts';
import { printable } from './report/printable.ts';
import { Reporting } from './reporting.ts';
import { noteRoot } from './roots.ts';
import { suspendSites } from './sites/backoff.ts';
import { siteCount } from './sites/modules.ts';
import { captureStack, captureStats } from './stacks/capture.ts';
import { questions } from './stacks/questions.ts';
import { stackStats } from './stacks/resolve.ts';
import type { Steering } from './staging/steering.ts';
import { type Rest, Watching } from './staging/watching.ts';
import type { Stats } from './stats.ts';
import type { Tests } from './tests/runs.ts';

/** Kept from before the application runs: test libraries put a clock of their own in its place. */
const elapsed = performance.now.bind(performance);

export interface SessionParts {
  options: Options;
  pid: number;
  /** Name of the async driver, for `stats()`. */
  driver: string;
  /** A race was sighted for the first time. */
  report(race: Race): void;
  /** Says one line about ourselves to the user. */
  log(line: string): void;
  /** The trace of an access, where the host knows one. */
  trace?(capture: number, task: number): ReportedTrace | undefined;
  /** Bytes of the host's own tables. */
  tables?: number;
  /** Starts and stops telling of turns; stopped, the host does nothing for us. */
  follow?(turns: boolean): void;
}

/** What can be changed while it runs. */
export interface Settings {
  /** Share of the watched containers that are recorded, 0 to 1. */
  readonly sample?: number;
}

export class Session {
  private readonly parts: SessionParts;
  /** What becomes of what was found. */
  readonly reports: Reporting;
  private readonly released = new WeakMap<object, number>();
  private failed = false;
  private readonly state = new Watching((watches) => this.turn(watches));
  private readonly memory: MemoryCap;
  private saidFull = false;
  private asked: number;
  /** Keeps the budget, where there is one. */
  steering: Steering | undefined;

  /** @throws Error with one sentence when a file that the options name cannot be used */
  constructor(parts: SessionParts) {
    this.parts = parts;
    this.reports = new Reporting(parts);
    ports.capture = captureStack;
    ports.time = elapsed;
    ports.isOpaque = isProxy;
    Object.assign(ports, questions);
    ports.found = (finding) => this.reports.take(finding);
    ports.fault = (where, error) => this.fault(where, error);
    ports.lowestRank = RANK[parts.options.level];
    ports.contendedOnly = parts.options.stacks === 'contended';
    ports.everyStack = parts.options.stacks === 'always';
    onSettled(examine);
    onWalkContinued(examineWalk);
    onRestart(() => ledger.forgetAll());
    setEnabled(true);
    this.asked = parts.options.sample;
    if (this.asked !== 1) setSample(this.asked);
    this.memory = new MemoryCap({
      cap: parts.options.memory,
      history: parts.options.history_size,
      tables: parts.tables ?? 0,
      reports: () => this.reports.size,
      full: (objects) => this.full(objects),
    });
  }

  track<T>(value: T, name = 'tracked'): T {
    return this.root(value, name);
  }

  /** As `track`, for an integration: the value is where the inventory starts. */
  root<T>(value: T, name: string): T {
    const raw = unwrap(value);
    if (typeof raw === 'object' && raw !== null) noteRoot(raw, name);
    return watch(value, rootPath(name));
  }

  task<T>(name: string, fn: () => T): T {
    let task: TaskInfo;
    let id: number;
    try {
      task = createTask('task', name, ports.capture());
      ({ id } = task);
    } catch (error) {
      ports.fault('task', error);
      return fn();
    }
    return taskEvents.hearsEnds() ? taskEvents.whole(task, fn) : runNested(id, fn);
  }

  acquire(object: object): void {
    if (!isObject(object)) return;
    const turn = this.released.get(unwrap(object));
    const before = runningTurn();
    openTurn(before, 0, 0, 0, now.task);
    if (turn !== undefined) joinTurns([turn]);
  }

  release(object: object): void {
    if (!isObject(object)) return;
    const raw = unwrap(object);
    const turn = runningTurn();
    // A turn nothing runs in: it comes after all releases so far, and those do not come after one another.
    this.released.set(raw, openTurn(turn, 0, this.released.get(raw) ?? 0, 0, now.task));
    openTurn(turn, 0, 0, 0, now.task);
  }

  ignore<T>(value: T): T {
    const raw = unwrap(value);
    if (typeof raw === 'object' && raw !== null) ignoreValue(raw);
    return raw;
  }

  untracked<T>(fn: () => T): T {
    return muted(fn);
  }

  races(): Race[] {
    settleTurn();
    return this.reports.races();
  }

  onRace(listener: (race: Race) => void): () => void {
    return this.reports.onRace(listener);
  }

  inventory(): InventoryEntry[] {
    settleTurn();
    return takeInventory();
  }

  stats(): Stats {
    return {
      ...counters,
      driver: this.parts.driver,
      turns: lastTurn(),
      tasks: taskCount(),
      races: this.reports.size,
      on: this.active,
      rests: this.state.rests,
      sample: sampling.share,
      sampleAsked: this.asked,
      overhead: this.steering?.overhead,
      budget: this.parts.options.budget,
      memory: { held: this.memory.held, cap: this.memory.cap },
      stacks: captureStats(),
      sourceMaps: stackStats(),
      skipped: Object.fromEntries(skipped()),
    };
  }

  flush(): void {
    settleTurn();
  }

  reset(): void {
    settleTurn();
    ledger.forgetAll();
    this.reports.forget();
  }

  /** The tests of this process; asking for them makes it a test process, whose races are told by the tests. */
  get tests(): Tests {
    return this.reports.tests;
  }

  /** False while it is stopped, and once a fault of ours has switched watching off. It may rest between bursts. */
  get active(): boolean {
    return this.state.active;
  }

  /** Whether it watches at this moment. */
  get watching(): boolean {
    return this.state.now;
  }

  /** Watching ends until `start`; watched values stay usable as the raw ones. */
  stop(): void {
    this.state.stop();
  }

  /** Watching begins anew, and a rest ends. */
  start(): void {
    this.state.start();
  }

  /** Rests until `resume`. What is stopped stays so. */
  pause(why: Rest): void {
    this.state.pause(why);
  }

  resume(): void {
    this.state.resume();
  }

  /** Calls the listener after `start` and `stop`. */
  onSwitch(listener: (on: boolean) => void): void {
    this.state.onSwitch(listener);
  }

  private turn(watches: boolean): void {
    if (watches) {
      // What was recorded before goes: a window must not span the time in between.
      forgetPast();
      choosePeriod();
      suspendSites(false, siteCount());
      this.parts.follow?.(true);
      setEnabled(true);
    } else {
      settleTurn();
      setEnabled(false);
      suspendSites(true, siteCount());
      this.parts.follow?.(false);
    }
  }

  /** Stops watching when what is held has outgrown the cap. */
  mindMemory(): void {
    if (this.active) this.memory.mind();
  }

  /** @throws RangeError with one sentence when a setting is out of its range; nothing is changed then */
  configure({ sample }: Settings): void {
    if (sample === undefined) return;
    if (!(sample >= 0 && sample <= 1))
      throw new RangeError(`sample takes a number from 0 to 1, not ${sample}`);
    this.asked = sample;
    this.steering?.ask(sample);
    setSample(sample);
  }

  private full(objects: number): void {
    this.stop();
    if (this.saidFull) return;
    this.saidFull = true;
    const cap = writeAmount('size', this.memory.cap);
    const why = `about ${objects} watched objects are alive`;
    this.parts.log(`memory=${cap} is full, ${why}: watching stops, the application goes on`);
  }

  private fault(where: string, error: unknown): void {
    counters.faults++;
    if (this.failed) return;
    this.failed = true;
    this.state.end();
    setEnabled(false);
    ports.found = () => {};
    quietly(() => this.parts.follow?.(false));
    const line = `a fault in ${where} switched watching off, the application goes on: ${inOneLine(error)}`;
    quietly(() => this.parts.log(line));
  }
}

/** A second fault, while the first one is dealt with, must not get further than that. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // There is nobody left to tell.
  }
}

/** The message and where it was thrown. */
function inOneLine(error: unknown): string {
  try {
    if (!(error instanceof Error)) return printable(String(error));
    const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
    return printable(place === undefined ? error.message : `${error.message} ${place.trim()}`);
  } catch {
    return 'an error that cannot be shown';
  }
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
