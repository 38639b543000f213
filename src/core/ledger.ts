// The list of all shadows, held weakly, so that memory stays bounded and everything can be forgotten at once.

import { counters } from './counters.ts';
import { limits } from './limits.ts';
import type { Shadow } from './shadow.ts';

/** Every so-many-th shadow is counted for the rest. */
const CENSUS = 64;
/** Shadows made from one look at what is held to the next. */
const GROWTH = 4096;

class Ledger {
  private ring: (WeakRef<Shadow> | undefined)[] = [];
  private next = 0;
  /** Upper estimates of what is alive; exact after a sweep. */
  private locations = 0;
  private records = 0;
  private census: WeakRef<Shadow>[] = [];
  private fullCensus = GROWTH;
  /** Called when many shadows were made. */
  private grown: () => void = () => {};

  add(shadow: Shadow): void {
    counters.shadows++;
    if (counters.shadows % CENSUS === 0) this.count(shadow);
    const displaced = this.ring[this.next]?.deref();
    if (displaced !== undefined) {
      displaced.forget();
      counters.shadowsEvicted++;
    }
    this.ring[this.next] = new WeakRef(shadow);
    this.next = (this.next + 1) % limits.shadows;
  }

  created(): void {
    counters.locations++;
    if (++this.locations > limits.locations) this.sweep();
  }

  /** A location keeps one more earlier access. */
  recorded(): void {
    if (++this.records > limits.records) this.sweep();
  }

  evicted(count: number): void {
    counters.locationsEvicted += count;
    this.locations -= count;
  }

  /** Every shadow whose container is still alive, oldest first. */
  *alive(): Generator<Shadow> {
    const { ring } = this;
    for (let i = 0; i < ring.length; i++) {
      const shadow = ring[(this.next + i) % ring.length]?.deref();
      if (shadow !== undefined) yield shadow;
    }
  }

  forgetAll(): void {
    for (const shadow of this.alive()) shadow.forget();
    this.locations = 0;
    this.records = 0;
  }

  /** How much there is: containers watched, whether remembered or not; locations; records beside the latest ones. */
  held(): { shadows: number; locations: number; records: number } {
    this.census = this.census.filter((shadow) => shadow.deref() !== undefined);
    return { shadows: this.census.length * CENSUS, locations: this.locations, records: this.records };
  }

  onGrowth(listener: () => void): void {
    this.grown = listener;
  }

  private count(shadow: Shadow): void {
    this.census.push(new WeakRef(shadow));
    if (counters.shadows % GROWTH === 0) this.grown();
    // Nobody may ever ask.
    if (this.census.length > this.fullCensus)
      this.fullCensus = Math.max(GROWTH, 2 * (this.held().shadows / CENSUS));
  }

  clear(): void {
    this.forgetAll();
    this.ring = [];
    this.next = 0;
  }

  /** Counts what is alive; when that is still too much, the oldest containers lose their history. */
  sweep(): void {
    let locations = 0;
    let records = 0;
    for (const shadow of this.alive()) {
      locations += shadow.size;
      records += shadow.records;
    }
    const mostLocations = Math.floor(limits.locations * 0.75);
    const mostRecords = Math.floor(limits.records * 0.75);
    for (const shadow of this.alive()) {
      if (locations <= mostLocations && records <= mostRecords) break;
      locations -= shadow.size;
      records -= shadow.records;
      counters.locationsEvicted += shadow.size;
      shadow.forget();
    }
    this.locations = locations;
    this.records = records;
  }
}

export const ledger = new Ledger();
