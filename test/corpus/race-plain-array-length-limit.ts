// expect: check-then-act error Room.guests
// sites: ?, enter, enter
// The limit is asked for by a getter.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Room {
  readonly guests: string[] = ['ann'];

  get full(): boolean {
    return this.guests.length >= 2;
  }

  async enter(guest: string): Promise<void> {
    if (this.full) return;
    await sleep(20);
    this.guests.push(guest);
  }
}

const room = new Room();

async function main(): Promise<void> {
  await Promise.all([task('bob', () => room.enter('bob')), task('eve', () => room.enter('eve'))]);
  console.log(`room for 2: ${room.guests.join(', ')}`);
}
void main();
