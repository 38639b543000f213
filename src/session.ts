// One detector at work: joins engine, membrane, stacks and reports, and is what the public API talks to. What becomes
// of findings is reporting.ts. Who starts
// it, and how the host tells it of turns, is not known here.

import { isProxy } from 'node:util/types';
import type { Options } from './config/options.ts';
import { runNested } from './core/activations.ts';
import { counters } from './core/counters.ts';
import { RANK } from './core/finding.ts';
import { ledger } from './core/ledger.ts';
import { now } from './core/now.ts';
import { rootPath } from './core/path.ts';
import { ports } from './core/ports.ts';
import { muted } from './core/record.ts';
import { sampling, setSample } from './core/sample.ts';
import { onSettled, settleTurn } from './core/settle.ts';
import { createTask, taskCount } from './core/tasks.ts';
import { joinTurns, lastTurn, onRestart, openTurn, runningTurn } from './core/turns.ts';
import { onWalkContinued } from './core/walk.ts';
import { takeInventory } from './inventory.ts';
import { ignoreValue, setEnabled, skipped, unwrap, watch } from './membrane/watch.ts';
import { examine, examineWalk } from './patterns/examine.ts';
import type { InventoryEntry } from './report/inventory-text.ts';
import type { Race } from './report/model.ts';
import { Reporting } from './reporting.ts';
import { noteRoot } from './roots.ts';
import { captureStack, captureStats } from './stacks/capture.ts';
import { questions } from './stacks/questions.ts';
import { stackStats } from './stacks/resolve.ts';
import type { Tests } from './tests/runs.ts';

/** What the detector did and what it had to drop. */
export type Stats = Readonly<Record<keyof typeof counters, number>> & {
  readonly driver: string;
  readonly turns: number;
  readonly tasks: number;
  readonly races: number;
  /** Whether it is watching, and the share of the containers that are recorded. */
  readonly on: boolean;
  readonly sample: number;
  /** Stacks captured, and how many were dropped unread because of their age. */
  readonly stacks: ReturnType<typeof captureStats>;
  /** Source maps that could not be used. */
  readonly sourceMaps: ReturnType<typeof stackStats>;
  /** Values left alone, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
};

export interface SessionParts {
  options: Options;
  pid: number;
  /** Name of the async driver, for `stats()`. */
  driver: string;
  /** A race was sighted for the first time. */
  report(race: Race): void;
  /** Says one line about ourselves to the user. */
  log(line: string): void;
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
  private on = true;

  /** @throws Error with one sentence when a file that the options name cannot be used */
  constructor(parts: SessionParts) {
    this.parts = parts;
    this.reports = new Reporting(parts);
    ports.capture = captureStack;
    ports.time = () => performance.now();
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
    if (parts.options.sample !== 1) setSample(parts.options.sample);
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
    return runNested(createTask('task', name, ports.capture()).id, fn);
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
      sample: sampling.share,
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

  /** False while it is stopped, and once a fault of ours has switched watching off. */
  get active(): boolean {
    return this.on && !this.failed;
  }

  /** Watching ends until `start`; watched values stay usable as the raw ones. */
  stop(): void {
    if (!this.on) return;
    settleTurn();
    this.on = false;
    setEnabled(false);
    this.parts.follow?.(false);
  }

  /** Watching begins anew: what was recorded before goes, since a window must not span the time in between. */
  start(): void {
    if (this.on || this.failed) return;
    ledger.forgetAll();
    this.on = true;
    this.parts.follow?.(true);
    setEnabled(true);
  }

  /** @throws RangeError with one sentence when a setting is out of its range; nothing is changed then */
  configure({ sample }: Settings): void {
    if (sample === undefined) return;
    if (!(sample >= 0 && sample <= 1))
      throw new RangeError(`sample takes a number from 0 to 1, not ${sample}`);
    setSample(sample);
  }

  private fault(where: string, error: unknown): void {
    counters.faults++;
    if (this.failed) return;
    this.failed = true;
    setEnabled(false);
    ports.found = () => {};
    this.parts.log(`a fault in ${where} switched watching off, the application goes on: ${inOneLine(error)}`);
  }
}

/** The message and where it was thrown. */
function inOneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return place === undefined ? error.message : `${error.message} ${place.trim()}`;
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
