// expect: silence
// A lock handed from holder to holder, in private fields.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Lock {
  #held = false;
  readonly #waiting: (() => void)[] = [];

  async acquire(): Promise<void> {
    if (!this.#held) {
      this.#held = true;
      return;
    }
    await new Promise<void>((next) => this.#waiting.push(next));
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#held = false;
  }
}

const lock = new Lock();
const seats: string[] = [];

async function reserve(guest: string): Promise<void> {
  await lock.acquire();
  const nth = seats.length + 1;
  await sleep(20);
  seats.push(`${guest} ${nth}`);
  lock.release();
}

async function main(): Promise<void> {
  await Promise.all(['ann', 'bob', 'eve'].map((guest) => task(guest, () => reserve(guest))));
  console.log(seats.join(', '));
}
void main();
