// One key of one container, with the last accesses to it. The location is itself the record of the latest one: most
// are touched by one turn only, and the recorder then has all it writes in one object.

import { Access } from './access.ts';
import { noteAccessBy } from './beginnings.ts';
import {
  CHANGED,
  LEFT_EMPTY,
  LOCATION_BITS,
  LOOKED_ONCE,
  PLAIN,
  SAW_EMPTY,
  SHARED,
  SHIFTED,
} from './bits.ts';
import { History } from './history.ts';
import { ledger } from './ledger.ts';
import { limits } from './limits.ts';
import { READ, WRITE } from './ops.ts';
import type { Shadow } from './shadow.ts';
import { type Sightings, setSightings, sightingsAt } from './sightings.ts';
import { isForgotten, remembers } from './turns.ts';

export type { Access };

/** Capture numbers of a look and of a change, 0 for none, and tokens. */
export interface Remembered {
  look: number;
  seen: unknown;
  seenNothing: boolean;
  change: number;
  left: unknown;
  leftNothing: boolean;
}

export class Location extends Access {
  readonly shadow: Shadow;
  readonly key: unknown;
  /** The one made after it in the same container, while these stand in a list; see keys.ts. */
  next: Location | undefined = undefined;
  /** Earlier accesses; a single one needs no ring. */
  private past: Access | History | undefined = undefined;

  constructor(shadow: Shadow, key: unknown) {
    super();
    this.shadow = shadow;
    this.key = key;
  }

  /** How many accesses are remembered. */
  override get length(): number {
    if (this.turn === 0) return 0;
    const { past } = this;
    return past === undefined ? 1 : past.length + 1;
  }

  /** How many of them are earlier ones. */
  get records(): number {
    return this.past?.length ?? 0;
  }

  /** The nth latest access: 0 is the last one. */
  override latest(n: number): Access {
    return n === 0 ? this : (this.past as Access | History).latest(n - 1);
  }

  /** All but the latest access. */
  get earlier(): Access | History | undefined {
    return this.past;
  }

  /** What a turn did here, if it is remembered. */
  override accessIn(turn: number): Access | undefined {
    if (this.turn <= turn) return this.turn === turn ? this : undefined;
    return this.past?.accessIn(turn);
  }

  /** Begins the record of another turn; what the latest one did becomes history. */
  begin(turn: number, task: number): void {
    if (this.turn !== 0) {
      if (this.task !== task) this.bits |= SHARED;
      this.keep();
    }
    this.turn = turn;
    this.task = task;
    this.bits &= LOCATION_BITS;
    this.met = undefined;
    this.left = undefined;
    this.readStack = 0;
    this.writeStack = 0;
  }

  /** Begins with what a turn did before anybody knew that the location would matter. */
  recall(turn: number, task: number, done: Remembered): void {
    if (isForgotten(turn)) return;
    noteAccessBy(task, turn);
    this.turn = turn;
    this.task = task;
    if (done.look !== 0) {
      this.bits |= READ | LOOKED_ONCE | (done.seenNothing ? SAW_EMPTY : 0);
      this.met = done.seen;
      this.readStack = done.look;
    }
    if (done.change === 0) return;
    this.bits |= WRITE | CHANGED | (done.leftNothing ? LEFT_EMPTY : 0);
    this.left = done.left;
    this.writeStack = done.change;
  }

  get plain(): boolean {
    return (this.bits & PLAIN) !== 0;
  }

  set plain(plain: boolean) {
    this.bits = plain ? this.bits | PLAIN : this.bits & ~PLAIN;
  }

  /** Tasks have met here. */
  get shared(): boolean {
    return (this.bits & SHARED) !== 0;
  }

  /** Somebody changed it since it was first seen. */
  get changed(): boolean {
    return (this.bits & CHANGED) !== 0;
  }

  /** A number here was changed to another one. */
  get shifted(): boolean {
    return (this.bits & SHIFTED) !== 0;
  }

  noteShift(): void {
    this.bits |= SHIFTED;
  }

  /** A change is among the remembered accesses. */
  get remembersChange(): boolean {
    return this.changes || this.past?.changes === true;
  }

  /** Races seen here; made on the first one. */
  get sightings(): Sightings | undefined {
    return sightingsAt(this);
  }

  set sightings(sightings: Sightings | undefined) {
    setSightings(this, sightings);
  }

  forget(): void {
    this.turn = 0;
    this.task = 0;
    this.bits &= PLAIN;
    this.past = undefined;
    this.sightings = undefined;
  }

  private keep(): void {
    const { past } = this;
    if (past === undefined) {
      // A turn that has left the log is ordered with nothing any more.
      if (!remembers(this.turn)) return;
      this.past = new Access().copy(this);
      ledger.recorded();
    } else if (past instanceof History) {
      past.add(this, (this.shared ? limits.accessesPerLocation : limits.firstAccesses) - 1);
    } else if (remembers(past.turn)) {
      this.past = new History(past, this);
      ledger.recorded();
    } else {
      past.copy(this);
    }
  }
}
