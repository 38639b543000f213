// expect: silence
// The getter that holds the length against a limit is only shown: nothing depends on it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Room {
  readonly guests: string[] = ['ann'];
  readonly shown: string[] = [];

  get full(): boolean {
    return this.guests.length >= 2;
  }

  async enter(guest: string): Promise<void> {
    this.shown.push(`full: ${this.full}`);
    await sleep(20);
    this.guests.push(guest);
  }
}

const room = new Room();

async function main(): Promise<void> {
  await Promise.all([task('bob', () => room.enter('bob')), task('eve', () => room.enter('eve'))]);
  console.log(room.guests.join(', '), room.shown.join(', '));
}
void main();
