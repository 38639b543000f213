// The accesses to a location before the latest one, once there are several: a ring, reused in place when it is full.

import { Access } from './access.ts';
import { counters } from './counters.ts';
import { ledger } from './ledger.ts';
import { remembers } from './turns.ts';

/** Up to here the array is made anew for each record: `push` reserves room for seventeen. */
const GROWN_EXACTLY = 3;

export class History {
  private records: Access[];
  /** The next to be reused. */
  private oldest = 0;
  /** Turn of the latest change that was ever kept here; 0 for none. */
  private changedIn: number;

  constructor(first: Access, second: Access) {
    this.records = [first, new Access().copy(second)];
    this.changedIn = second.changes ? second.turn : first.changes ? first.turn : 0;
  }

  get length(): number {
    return this.records.length;
  }

  /** The nth latest record: 0 is the last one. */
  latest(n: number): Access {
    const { records } = this;
    const { length } = records;
    return records[(this.oldest + length - 1 - n) % length] as Access;
  }

  /** One of them is a change. */
  get changes(): boolean {
    return this.changedIn >= (this.records[this.oldest] as Access).turn;
  }

  accessIn(turn: number): Access | undefined {
    const { length } = this.records;
    for (let n = 0; n < length; n++) {
      const access = this.latest(n);
      if (access.turn <= turn) return access.turn === turn ? access : undefined;
    }
    return undefined;
  }

  /**
   * Keeps a copy of `access`, in a new record while there is room, else in the oldest one.
   * @param most how many records there may be
   */
  add(access: Access, most: number): void {
    if (access.changes) this.changedIn = access.turn;
    const { records } = this;
    const oldest = records[this.oldest] as Access;
    // A turn that has left the log is ordered with nothing any more: its record is free.
    const spent = !remembers(oldest.turn);
    if (!spent && records.length < most) {
      this.append(new Access().copy(access));
      return;
    }
    if (!spent) counters.accessesEvicted++;
    oldest.copy(access);
    this.oldest = (this.oldest + 1) % records.length;
  }

  private append(record: Access): void {
    ledger.recorded();
    if (this.oldest !== 0) this.straighten();
    if (this.records.length < GROWN_EXACTLY) this.records = this.records.concat(record);
    else this.records.push(record);
  }

  /** Puts the oldest record first, so that appending keeps the order. */
  private straighten(): void {
    this.records = [...this.records.slice(this.oldest), ...this.records.slice(0, this.oldest)];
    this.oldest = 0;
  }
}
