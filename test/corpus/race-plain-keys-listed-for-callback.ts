// expect: mutation-during-iteration error Room.guests
// sites: empty, leave, ?
// The keys are listed before an answer, and used in the callback.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Room {
  guests: Record<string, { name: string } | undefined> = {};
  told: string[] = [];

  empty(done: () => void): void {
    const ids = Object.keys(this.guests);
    setTimeout(() => {
      ids.forEach((id) => {
        try {
          this.told.push((this.guests[id] as { name: string }).name);
        } catch {
          this.told.push('nobody');
        }
      });
      done();
    }, 60);
  }

  async leave(id: string): Promise<void> {
    await sleep(20);
    delete this.guests[id];
  }
}

async function main(): Promise<void> {
  const room = new Room();
  await task('enter', async () => {
    for (const name of ['ann', 'bob']) room.guests[name] = { name };
  });
  await Promise.all([
    task('empty', () => new Promise<void>((resolve) => room.empty(resolve))),
    task('leave', () => room.leave('bob')),
  ]);
  console.log(`told ${room.told.join()}`);
}
void main();
