// One detector at work: joins engine, membrane, stacks and reports, and is what the public API talks to. Who starts
// it, and how the host tells it of turns, is not known here.

import { isProxy } from 'node:util/types';
import { type Ignore, ignoreOf } from './config/ignore.ts';
import type { Options } from './config/options.ts';
import { runNested } from './core/activations.ts';
import { counters } from './core/counters.ts';
import { type Finding, RANK } from './core/finding.ts';
import { ledger } from './core/ledger.ts';
import { limits } from './core/limits.ts';
import { now } from './core/now.ts';
import { rootPath } from './core/path.ts';
import { ports } from './core/ports.ts';
import { muted } from './core/record.ts';
import { sampling, setSample } from './core/sample.ts';
import { onSettled, settleTurn } from './core/settle.ts';
import { Sightings } from './core/sightings.ts';
import { createTask, taskCount } from './core/tasks.ts';
import { joinTurns, lastTurn, onRestart, openTurn, runningTurn } from './core/turns.ts';
import { onWalkContinued } from './core/walk.ts';
import { takeInventory } from './inventory.ts';
import { ignoreValue, setEnabled, skipped, unwrap, watch } from './membrane/watch.ts';
import { examine, examineWalk } from './patterns/examine.ts';
import type { InventoryEntry } from './report/inventory-text.ts';
import type { Race } from './report/model.ts';
import { noteRoot } from './roots.ts';
import { captureStack, captureStats, framesOf, siteOfCapture } from './stacks/capture.ts';
import { questions } from './stacks/questions.ts';
import { resolveFrames, stackStats } from './stacks/resolve.ts';
import { type AcceptedRaces, readAccepted } from './suppress/accepted.ts';
import { Tests } from './tests/runs.ts';
import { type WriteUpContext, writeUp } from './write-up.ts';

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

/** Kept from before the application runs: globals can be replaced. */
const clone = structuredClone;

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
  private readonly ignored: Ignore;
  private readonly accepted: AcceptedRaces;
  private readonly context: WriteUpContext;
  private readonly found = new Map<string, Race>();
  private readonly listeners = new Set<(race: Race) => void>();
  private readonly released = new WeakMap<object, number>();
  private failed = false;
  private on = true;
  private asked: Tests | undefined;

  /** @throws Error with one sentence when a file that the options name cannot be used */
  constructor(parts: SessionParts) {
    this.parts = parts;
    const accepted = readAccepted(parts.options);
    if (!accepted.ok) throw new Error(accepted.message);
    this.accepted = accepted.value;
    this.ignored = ignoreOf(parts.options.ignore);
    this.context = { values: parts.options.values, pid: parts.pid, stack: stackOf };
    ports.capture = captureStack;
    ports.time = () => performance.now();
    ports.isOpaque = isProxy;
    Object.assign(ports, questions);
    ports.found = (finding) => this.onFound(finding);
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
    return [...this.found.values()].map((race) => clone(race));
  }

  onRace(listener: (race: Race) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
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
      races: this.found.size,
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
    this.found.clear();
  }

  /** The tests of this process; asking for them makes it a test process, whose races are told by the tests. */
  get tests(): Tests {
    const { fail_on } = this.parts.options;
    this.asked ??= new Tests({
      flush: settleTurn,
      failOn: fail_on,
      report: (race) => this.parts.report(race),
    });
    return this.asked;
  }

  /** Whether a test runner has asked for `tests`. */
  get isTesting(): boolean {
    return this.asked !== undefined;
  }

  /** False while it is stopped, and once a fault of ours has switched watching off. */
  get active(): boolean {
    return this.on && !this.failed;
  }

  /** The worst level reported so far, as a rank, what the baseline has left out; -1 for none. */
  get worst(): number {
    let worst = -1;
    for (const race of this.found.values()) {
      if (!this.accepts(race)) worst = Math.max(worst, RANK[race.level]);
    }
    return worst;
  }

  /** Whether the baseline has this race, which then fails nothing. */
  accepts(race: Race): boolean {
    return this.accepted.has(race);
  }

  /** Lines about suppressions that hid something, and those that did not. */
  acceptedLines(): string[] {
    return this.accepted.report();
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

  private onFound(finding: Finding): void {
    const scope = this.asked?.scopeOf(finding) ?? '';
    if (this.onlyCounted(finding, scope)) return;
    const race = writeUp(finding, this.context);
    // Nobody can judge a race by one stack of three.
    if (race.accesses.filter(({ stack }) => stack.length > 0).length < 2) {
      counters.racesWithoutStacks++;
      return;
    }
    const known = this.found.get(race.fingerprint);
    if (known !== undefined) {
      this.remember(finding, known, scope);
      known.count++;
      this.told(race);
      return;
    }
    if (this.ignoredRace(race) || this.accepted.suppresses(race)) {
      // What nobody hears of must not silence its neighbours in the container.
      finding.location.sightings?.remember(kindOf(finding, scope), race);
      return;
    }
    this.remember(finding, race, scope);
    this.told(race);
    if (this.found.size >= limits.races) {
      counters.racesDropped++;
      return;
    }
    this.found.set(race.fingerprint, race);
    if (this.asked === undefined) this.parts.report(race);
    for (const listener of this.listeners) tell(listener, race);
  }

  /** Further sightings at the place count for this report. */
  private remember(finding: Finding, race: Race, scope: string): void {
    const kind = kindOf(finding, scope);
    finding.location.sightings?.remember(kind, race);
    finding.location.shadow.sightings?.remember(kind, race);
  }

  /** Tests are told of what may fail them. */
  private told(race: Race): void {
    if (!this.accepts(race)) this.asked?.sighted(race);
  }

  private ignoredRace(race: Race): boolean {
    if (this.ignored.location(race.location.path)) return true;
    return race.accesses.some(({ stack }) => {
      const site = stack.find((frame) => frame.owner === 'application') ?? stack[0];
      return site !== undefined && this.ignored.file(site.file);
    });
  }

  /** A place that was written up often enough is only counted: writing up costs a hundred microseconds. */
  private onlyCounted(finding: Finding, scope: string): boolean {
    const { location } = finding;
    const { shadow } = location;
    const kind = kindOf(finding, scope);
    location.sightings ??= new Sightings();
    shadow.sightings ??= new Sightings();
    const here = location.sightings.add(kind);
    const around = shadow.sightings.add(kind);
    if (here < limits.writeUpsPerLocation && around < limits.writeUpsPerObject) return false;
    if (!location.sightings.count(kind) && !shadow.sightings.count(kind)) return false;
    counters.racesCounted++;
    return true;
  }
}

/** What counts as one race before it is written up: the pattern, the place in the code, who is told. */
function kindOf({ pattern, second }: Finding, scope: string): string {
  return `${pattern}${scope} ${siteOfCapture(second.stack)}`;
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

/** A listener's own error is neither the application's nor ours. */
function tell(listener: (race: Race) => unknown, race: Race): void {
  try {
    const result = listener(race);
    if (result instanceof Promise) result.catch(() => {});
  } catch {
    // As said above.
  }
}

function stackOf(capture: number): Race['accesses'][number]['stack'] | undefined {
  const frames = framesOf(capture);
  return frames && resolveFrames(frames);
}
