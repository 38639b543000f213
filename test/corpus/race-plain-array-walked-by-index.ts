// expect: mutation-during-iteration error listeners
// sites: tell, leave, tell
// A loop over positions, while somebody whom it has passed leaves.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const listeners = ['ann', 'bob', 'eve'];
const told: string[] = [];

async function tell(): Promise<void> {
  for (let i = 0; i < listeners.length; i++) {
    told.push(listeners[i] as string);
    await sleep(100);
  }
}

async function leave(name: string): Promise<void> {
  await sleep(15);
  listeners.splice(listeners.indexOf(name), 1);
}

async function main(): Promise<void> {
  await Promise.all([task('news', tell), task('ann', () => leave('ann'))]);
  console.log(`bob and eve are there, told ${told.join()}`);
}
void main();
