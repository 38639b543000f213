// The list of all shadows, held weakly, so that memory stays bounded and everything can be forgotten at once.

import { counters } from './counters.ts';
import { limits } from './limits.ts';
import type { Shadow } from './shadow.ts';

class Ledger {
  private ring: (WeakRef<Shadow> | undefined)[] = [];
  private next = 0;
  /** Upper estimate of the locations alive; exact after a sweep. */
  private locations = 0;

  add(shadow: Shadow): void {
    counters.shadows++;
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
  }

  clear(): void {
    this.forgetAll();
    this.ring = [];
    this.next = 0;
  }

  /** Counts what is alive; when that is still too much, the oldest containers lose their history. */
  private sweep(): void {
    let alive = 0;
    for (const shadow of this.alive()) alive += shadow.size;
    const target = Math.floor(limits.locations * 0.75);
    if (alive > target) {
      for (const shadow of this.alive()) {
        if (alive <= target) break;
        alive -= shadow.size;
        counters.locationsEvicted += shadow.size;
        shadow.forget();
      }
    }
    this.locations = alive;
  }
}

export const ledger = new Ledger();
