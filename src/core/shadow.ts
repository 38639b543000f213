// What the detector keeps beside one watched container. It knows names and numbers, never the container itself.

import { addChange, type Batch, listChanges } from './batches.ts';
import { addKey, countKeys, dropOldest, eachKey, findKey, isLong, type Keys, shiftedKeys } from './keys.ts';
import { ledger } from './ledger.ts';
import { limits } from './limits.ts';
import { type Access, Location } from './location.ts';
import type { ContainerKind, PathNode } from './path.ts';
import { ports } from './ports.ts';
import { type Sightings, setSightings, sightingsAt } from './sightings.ts';
import { Usage } from './usage.ts';

/** The key of the pseudo-location that stands for a container's size and keys. */
export const STRUCTURE: unique symbol = Symbol('size/keys');

/** Who put a container where others find it. */
export interface Publication {
  task: number;
  turn: number;
  stack: number;
  /** Where it was put, while no stack was captured there. */
  calm?: Shadow;
}

const CLEARED = 1;
const SHARED = 2;
const READ = 4;
const WRITTEN = 8;
const ROUSED = 16;
/** Stacks captured here while it was calm: a number above the other bits. */
const STACK = 1 << 8;

export class Shadow {
  readonly kind: ContainerKind;
  /** A better name may come later. */
  path: PathNode;
  publication: Publication | undefined = undefined;
  /** The keys changed together lately, latest first. */
  batch: Batch | undefined = undefined;
  private changedLast: Location | undefined = undefined;
  /** Its lot in the sampling period; 0 for none yet. See sample.ts. */
  drawn = 0;
  /** The only task here so far, -1 for none; or who read and wrote once there are several. */
  private users: number | Usage = -1;
  private bits = 0;
  private own: Location | undefined = undefined;
  private keys: Keys = undefined;
  /** The last location asked for: repeated accesses to one key skip the look-up. */
  private last: Location | undefined = undefined;
  private shifted: Location[] | undefined = undefined;

  constructor(kind: ContainerKind, path: PathNode) {
    this.kind = kind;
    this.path = path;
    ledger.add(this);
  }

  /** Size, keys, order: whatever `add`, `delete`, `push`, `keys` and walking touch. Most containers never need it. */
  get structure(): Location {
    this.own ??= new Location(this, STRUCTURE);
    return this.own;
  }

  /** Keys were added, taken away or moved. */
  get restructured(): boolean {
    return this.own?.changed === true;
  }

  /** The location of `key`, made on first use. When the limit is reached the oldest location makes room. Never throws. */
  locate(key: unknown): Location {
    const { last } = this;
    if (last !== undefined && last.key === key) return last;
    let location: Location;
    try {
      location = findKey(this.keys, key) ?? this.add(key);
    } catch (error) {
      ports.fault('memory', error);
      location = new Location(this, key);
    }
    this.last = location;
    return location;
  }

  /** The location of `key` if it was touched before. Never throws. */
  find(key: unknown): Location | undefined {
    const { last } = this;
    if (last !== undefined && last.key === key) return last;
    try {
      const location = findKey(this.keys, key);
      if (location !== undefined) this.last = location;
      return location;
    } catch (error) {
      ports.fault('memory', error);
      return undefined;
    }
  }

  /** Every location touched so far, the structure not included. */
  touched(): Iterable<Location> {
    return eachKey(this.keys);
  }

  /** Locations remembered, the structure not included. */
  get size(): number {
    return countKeys(this.keys);
  }

  /** Accesses remembered beside the latest one of each location. */
  get records(): number {
    let count = this.own?.records ?? 0;
    for (const location of this.touched()) count += location.records;
    return count;
  }

  /** Emptied as a whole at least once, so that a key's history must be read together with the structure's. */
  get cleared(): boolean {
    return (this.bits & CLEARED) !== 0;
  }

  noteCleared(): void {
    this.bits |= CLEARED;
  }

  /** Tasks have met here. */
  get shared(): boolean {
    return (this.bits & SHARED) !== 0;
  }

  /**
   * Counts a stack that is about to be captured. While no task's work has been interfered with here, there are so many
   * and no more: a counter that each request adds one to would take two a request for ever.
   * @returns false when there are none left
   */
  spendStack(): boolean {
    if ((this.bits & ROUSED) !== 0) return true;
    if (this.bits >= limits.stacksPerCalmObject * STACK) return false;
    this.bits += STACK;
    return true;
  }

  /** Something conspicuous has happened here: stacks are captured from now on. */
  rouse(): void {
    this.bits |= ROUSED;
    this.publication?.calm?.rouse();
  }

  /** Who read and wrote here. */
  get usage(): Usage {
    const { users } = this;
    return typeof users === 'number' ? this.usageOfOne(users) : users;
  }

  /** Notes that a task was here: for a single one, two bits will do. */
  noteUse(task: number, changes: boolean): void {
    if (this.users === -1) this.users = task;
    if (this.users === task) {
      this.bits |= changes ? WRITTEN : READ;
      return;
    }
    this.bits |= SHARED;
    if (typeof this.users === 'number') this.users = this.usageOfOne(this.users);
    this.users.note(task, changes);
  }

  private usageOfOne(task: number): Usage {
    const usage = new Usage();
    if ((this.bits & READ) !== 0) usage.note(task, false);
    if ((this.bits & WRITTEN) !== 0) usage.note(task, true);
    return usage;
  }

  /** Races seen in this container; made on the first one. */
  get sightings(): Sightings | undefined {
    return sightingsAt(this);
  }

  set sightings(sightings: Sightings | undefined) {
    setSightings(this, sightings);
  }

  /** Notes a settled change of a key; a second one in the same turn makes a batch. */
  noteChange(location: Location, access: Access): void {
    if (this.kind !== 'object') return;
    if (typeof access.found === 'number' && typeof access.left === 'number') this.noteShift(location);
    this.batch = addChange(this.batch, this.changedLast, access.turn, location, isLong(this.keys));
    this.changedLast = location;
  }

  /** The keys that may have been changed in a batch: those that were, or all. */
  candidates(batch: Batch): Iterable<Location> {
    return batch.locations ?? this.touched();
  }

  /** Keys whose numbers were changed, of many keys the latest ones. */
  get shifts(): Iterable<Location> {
    return this.shifted ?? shiftedKeys(this.keys);
  }

  private noteShift(location: Location): void {
    if (!isLong(this.keys)) {
      location.noteShift();
      return;
    }
    this.shifted ??= shiftedKeys(this.keys);
    if (this.shifted.includes(location)) return;
    location.noteShift();
    if (this.shifted.length >= limits.shiftsPerObject) this.shifted.shift();
    this.shifted.push(location);
  }

  /** Forgets everything recorded here; called when memory runs short and when the turn log restarts. */
  forget(): void {
    this.keys = undefined;
    this.last = undefined;
    this.batch = undefined;
    this.changedLast = undefined;
    this.publication = undefined;
    this.bits &= ~CLEARED;
    this.sightings = undefined;
    this.shifted = undefined;
    this.own?.forget();
  }

  /** As `forget`, but the locations stay those that whoever asks now may already hold. */
  forgetAccesses(): void {
    for (const location of this.touched()) location.forget();
    this.own?.forget();
    this.batch = undefined;
    this.changedLast = undefined;
    this.publication = undefined;
    this.bits &= ~CLEARED;
    this.sightings = undefined;
    this.shifted = undefined;
  }

  private add(key: unknown): Location {
    if (this.keys !== undefined && this.size >= limits.locationsPerObject) {
      this.keys = dropOldest(this.keys);
      ledger.evicted(1);
    }
    const location = new Location(this, key);
    const before = isLong(this.keys);
    this.keys = addKey(this.keys, location);
    if (this.batch !== undefined && isLong(this.keys) !== before) listChanges(this.batch, this.touched());
    ledger.created();
    return location;
  }
}
