// expect: lost-update error Door.state
// sites: open, lock, open
// Both transitions start from "closed"; the slower one does not look again.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Door {
  state = 'closed';

  async open(): Promise<void> {
    if (this.state !== 'closed') return;
    await sleep(60);
    this.state = 'open';
  }

  async lock(): Promise<void> {
    if (this.state !== 'closed') return;
    await sleep(20);
    this.state = 'locked';
  }
}

const door = new Door();

async function main(): Promise<void> {
  await Promise.all([task('open', () => door.open()), task('lock', () => door.lock())]);
  console.log(`locked, and now ${door.state}`);
}
void main();
