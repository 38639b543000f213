// What one turn did to one location: numbers and tokens only.

import {
  ACCESS_BITS,
  FOUND_EMPTY,
  LEFT_EMPTY,
  LOOKED_AFTER,
  LOOKED_ONCE,
  OPS,
  SAW_EMPTY,
  SAW_PRESENCE,
} from './bits.ts';
import { CHANGES, ITERATE, PRESENT, READ } from './ops.ts';

/** Reused: never keep a reference beyond the check that found it. */
export class Access {
  turn = 0;
  task = 0;
  /** See bits.ts. */
  bits = 0;
  /** What the turn met there: at its first change, else at its first look; as a token (see values.ts). */
  met: unknown = undefined;
  /** What the turn left there, as a token. */
  left: unknown = undefined;
  /** Capture numbers of the first look and of the first change; 0 for none. */
  readStack = 0;
  writeStack = 0;

  /** Bit set, see ops.ts. */
  get ops(): number {
    return this.bits & OPS;
  }

  /** What the turn saw at its first look. */
  get seen(): unknown {
    if ((this.bits & (READ | ITERATE)) === 0) return undefined;
    return (this.bits & SAW_PRESENCE) === 0 ? this.met : PRESENT;
  }

  /** What was there before the turn's first change. */
  get found(): unknown {
    return this.changes ? this.met : undefined;
  }

  get changes(): boolean {
    return (this.bits & CHANGES) !== 0;
  }

  get sawEmpty(): boolean {
    return (this.bits & SAW_EMPTY) !== 0;
  }

  get foundEmpty(): boolean {
    return (this.bits & FOUND_EMPTY) !== 0;
  }

  get leftEmpty(): boolean {
    return (this.bits & LEFT_EMPTY) !== 0;
  }

  get lookedOnce(): boolean {
    return (this.bits & LOOKED_ONCE) !== 0;
  }

  get lookedAfter(): boolean {
    return (this.bits & LOOKED_AFTER) !== 0;
  }

  /** A single access is a history of one: how many there are, the nth latest, and the one of a turn. */
  get length(): number {
    return 1;
  }

  latest(_n: number): Access {
    return this;
  }

  accessIn(turn: number): Access | undefined {
    return this.turn === turn ? this : undefined;
  }

  /** Becomes a copy of another access. */
  copy(other: Access): this {
    this.turn = other.turn;
    this.task = other.task;
    this.bits = other.bits & ACCESS_BITS;
    this.met = other.met;
    this.left = other.left;
    this.readStack = other.readStack;
    this.writeStack = other.writeStack;
    return this;
  }
}
