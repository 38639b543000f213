// expect: check-then-use error state.room
// sites: invite, leave, invite
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Room = { open: boolean; guests: string[] };
const state: { room?: Room | undefined } = { room: { open: true, guests: [] } };

async function invite(guest: string): Promise<number> {
  if (state.room?.open) {
    await sleep(80);
    return (state.room as Room).guests.push(guest);
  }
  return 0;
}

async function leave(): Promise<void> {
  await sleep(20);
  state.room = undefined;
}

task('leave', leave);
task('invite', () => invite('bob')).then(console.log, (error: Error) => console.log(error.name));
