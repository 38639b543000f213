// The public API and nothing else. Every function is harmless when the detector is off.

import { activeSession } from './registry.ts';
import type { InventoryEntry } from './report/inventory-text.ts';
import type { Race } from './report/model.ts';
import type { Settings } from './session.ts';
import type { Stats } from './stats.ts';
import { ANY_RACE, matcherOf, type RaceMatcher } from './tests/matcher.ts';

export type { InventoryEntry, InventoryMark } from './report/inventory-text.ts';
export type {
  AccessOp,
  AccessRole,
  Frame,
  Level,
  LocationKind,
  PatternName,
  Race,
  ReportedAccess,
  ReportedTask,
  ReportedTrace,
} from './report/model.ts';
export type { Settings } from './session.ts';
export type { Stats } from './stats.ts';
export type { RaceMatcher, RaceShape } from './tests/matcher.ts';

/**
 * Watches a value that several tasks share.
 * @param value an object, array, Map, Set, or instance of a class without private members
 * @param name what reports call it
 * @returns the watched form, to be used instead of the raw one; the value itself when it cannot be watched or the
 * detector is off
 */
export function track<T>(value: T, name?: string): T {
  return activeSession()?.track(value, name) ?? value;
}

/**
 * Runs `fn` as a task of its own: everything it does, and everything that causes, is one logical piece of work.
 * @param name what reports call the task
 * @returns what `fn` returns; what it throws is thrown
 */
export function task<T>(name: string, fn: () => T): T {
  const session = activeSession();
  return session ? session.task(name, fn) : fn();
}

/**
 * Says that the running turn comes after every earlier `release` of the same object: for hand-made synchronisation
 * whose order the detector cannot see.
 */
export function acquire(object: object): void {
  activeSession()?.acquire(object);
}

/** Says that whoever acquires the object later comes after everything done so far. */
export function release(object: object): void {
  activeSession()?.release(object);
}

/**
 * Never watches this value, nor what is only reachable through it.
 * @returns the raw value
 */
export function ignore<T>(value: T): T {
  const session = activeSession();
  return session ? session.ignore(value) : value;
}

/** Runs `fn` without recording what it reads and writes synchronously. Returns what `fn` returns. */
export function untracked<T>(fn: () => T): T {
  const session = activeSession();
  return session ? session.untracked(fn) : fn();
}

/**
 * In a test: such races do not fail it. Outside of any test: they fail no test of this file.
 * @param matcher a glob over location paths (`**` for all), a RegExp over them, or an object of `pattern`, `path`,
 * `file`, `level` and `fingerprint`, all of which must hold
 * @throws TypeError for any other matcher
 */
export function allowRace(matcher: RaceMatcher): void {
  const allowed = matcherOf(matcher, allowRace);
  activeSession()?.tests.allow(allowed);
}

/**
 * In a test: it passes only if such a race occurs before it ends. The race itself does not fail it.
 * @param matcher as for `allowRace`; any race when not given
 */
export function expectRace(matcher?: RaceMatcher): void;
/**
 * Runs `fn`, during which such a race must occur. The race itself does not fail the test.
 * @returns the races that occurred
 * @throws Error when none did; what `fn` throws is thrown
 */
export function expectRace(fn: () => unknown, matcher?: RaceMatcher): Promise<Race[]>;
export function expectRace(
  given?: RaceMatcher | (() => unknown),
  matcher?: RaceMatcher,
): Promise<Race[]> | undefined {
  const session = activeSession();
  const wanted = typeof given === 'function' ? matcher : given;
  const expected = wanted === undefined ? ANY_RACE : matcherOf(wanted, expectRace);
  if (session === undefined) sayThatNothingIsWatched();
  if (typeof given !== 'function') {
    session?.tests.expect(expected);
    return undefined;
  }
  return session === undefined
    ? runUnwatched(given)
    : session.tests.expectDuring(expected, given, expectRace);
}

async function runUnwatched(fn: () => unknown): Promise<Race[]> {
  await fn();
  return [];
}

let saidSo = false;

function sayThatNothingIsWatched(): void {
  if (saidSo) return;
  saidSo = true;
  process.emitWarning(
    'expectRace expects nothing in this process: it was started without the preload (node --require racewatch/register).',
    'RacewatchWarning',
  );
}

/** The races found so far, each once, with its count. Empty when the detector is off. */
export function races(): Race[] {
  return activeSession()?.races() ?? [];
}

/**
 * Calls the listener at the first sighting of every further race. What it throws is ignored.
 * @returns a function that ends the subscription
 */
export function onRace(listener: (race: Race) => void): () => void {
  return activeSession()?.onRace(listener) ?? (() => {});
}

/** Every watched Map, Set, array and object by path: who read it, who wrote it, what is worth a look. */
export function inventory(): InventoryEntry[] {
  return activeSession()?.inventory() ?? [];
}

/** What the detector did and what it had to drop; undefined when it is off. */
export function stats(): Stats | undefined {
  return activeSession()?.stats();
}

/** Settles the running turn and writes reports that are still to be written. */
export function flush(): void {
  activeSession()?.flush();
}

/** Forgets all accesses and races; watched values stay watched. */
export function reset(): void {
  activeSession()?.reset();
}

/** Goes on watching after `stop`. What was recorded before it is forgotten. */
export function start(): void {
  activeSession()?.start();
}

/** Stops watching until `start`: watched values stay usable and cost little more than the raw ones. */
export function stop(): void {
  activeSession()?.stop();
}

/**
 * Changes what may be changed while it runs.
 * @param settings `sample`: the share of the watched containers that are recorded, 0 to 1
 * @throws RangeError when a setting is out of its range; nothing is changed then
 */
export function configure(settings: Settings): void {
  activeSession()?.configure(settings);
}

/** True while this process is being watched: for tests and code that behave differently then. */
export function isActive(): boolean {
  return activeSession()?.active === true;
}
