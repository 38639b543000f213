// One key of one container, with the last accesses to it: a few records, reused in place when all are taken.

import { counters } from './counters.ts';
import { limits } from './limits.ts';
import type { Shadow } from './shadow.ts';
import type { Sightings } from './sightings.ts';
import { remembers } from './turns.ts';

/** What one turn did to one location. Reused: never keep a reference beyond the check that found it. */
export class Access {
  turn = 0;
  task = 0;
  /** Bit set, see ops.ts. */
  ops = 0;
  /** How often the turn looked before it changed anything. */
  looks = 0;
  /** What the turn saw at its first look, as a token (see values.ts), and whether that was nothing or empty. */
  seen: unknown = undefined;
  sawEmpty = false;
  /** What was there before the turn's first change, as a token, and whether that was nothing or empty. */
  found: unknown = undefined;
  foundEmpty = false;
  /** What the turn left there, and whether that was nothing or empty. */
  left: unknown = undefined;
  leftEmpty = false;
  /** Capture numbers of the first look and of the first change; 0 for none. */
  readStack = 0;
  writeStack = 0;

  reset(turn: number, task: number): void {
    this.turn = turn;
    this.task = task;
    this.ops = 0;
    this.looks = 0;
    this.seen = undefined;
    this.sawEmpty = false;
    this.found = undefined;
    this.foundEmpty = false;
    this.left = undefined;
    this.leftEmpty = false;
    this.readStack = 0;
    this.writeStack = 0;
  }
}

/** Shared by all locations without a record; never written to. */
const NONE: Access[] = [];

export class Location {
  readonly shadow: Shadow;
  readonly key: unknown;
  /** Turn of the last recorded access, and what it did: the recorder's first test. */
  turn = 0;
  seen = 0;
  /** Looks in that turn. */
  looks = 0;
  /** The task that came first, and whether another one came after it. */
  task = -1;
  shared = false;
  /** Somebody changed it since it was first seen. */
  changed = false;
  /** Turn of the latest change. */
  changedIn = 0;
  /** Stacks of looks captured since the latest change. */
  captures = 0;
  /** The membrane found an ordinary own property here, so that reading it again needs no descriptor. */
  plain = false;
  /** Whoever changed it last left nothing there, or something empty. */
  leftEmpty = false;
  /** Races seen here; made on the first one. */
  sightings: Sightings | undefined = undefined;
  /** A ring whose first record is `oldest`, the next to be reused. */
  private records: Access[] = NONE;
  private oldest = 0;

  constructor(shadow: Shadow, key: unknown) {
    this.shadow = shadow;
    this.key = key;
  }

  get length(): number {
    return this.records.length;
  }

  /** The nth latest record: 0 is the last one. */
  latest(n: number): Access {
    const { records } = this;
    const length = records.length;
    return records[(this.oldest + length - 1 - n) % length] as Access;
  }

  /** A record for a new access: a fresh one while there is room, else the oldest one again. */
  claim(turn: number, task: number): Access {
    const { records } = this;
    const { length } = records;
    // A turn that has left the log is ordered with nothing any more: its record is free.
    const spent = length > 0 && !remembers((records[this.oldest] as Access).turn);
    if (!spent && length < (this.shared ? limits.accessesPerLocation : limits.firstAccesses)) {
      if (this.oldest !== 0) this.straighten();
      return this.append(turn, task);
    }
    const reused = records[this.oldest] as Access;
    this.oldest = (this.oldest + 1) % length;
    if (!spent) counters.accessesEvicted++;
    reused.reset(turn, task);
    return reused;
  }

  forget(): void {
    this.records = NONE;
    this.oldest = 0;
    this.turn = 0;
    this.seen = 0;
    this.changed = false;
    this.changedIn = 0;
    this.captures = 0;
    this.leftEmpty = false;
    this.shared = false;
    this.task = -1;
    this.sightings = undefined;
  }

  private append(turn: number, task: number): Access {
    const access = new Access();
    access.reset(turn, task);
    // `push` on an empty array reserves room for seventeen; most locations never need more than one or two.
    if (this.records.length < limits.firstAccesses) this.records = [...this.records, access];
    else this.records.push(access);
    return access;
  }

  /** Puts the oldest record first, so that appending keeps the order. */
  private straighten(): void {
    this.records = [...this.records.slice(this.oldest), ...this.records.slice(0, this.oldest)];
    this.oldest = 0;
  }
}
