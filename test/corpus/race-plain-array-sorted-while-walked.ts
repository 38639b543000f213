// expect: mutation-during-iteration error players
// sites: greet, rank, greet
// A loop over positions, while somebody sorts the list in place: one is greeted twice, another one never.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const players = [
  { name: 'ann', score: 1 },
  { name: 'bob', score: 2 },
  { name: 'eve', score: 3 },
];
const greeted: string[] = [];

async function greet(): Promise<void> {
  for (let i = 0; i < players.length; i++) {
    greeted.push((players[i] as { name: string }).name);
    await sleep(30);
  }
}

async function rank(): Promise<void> {
  await sleep(45);
  players.sort((one, other) => other.score - one.score);
}

async function main(): Promise<void> {
  await Promise.all([task('host', greet), task('table', rank)]);
  console.log(`three players, greeted ${greeted.join()}`);
}
void main();
