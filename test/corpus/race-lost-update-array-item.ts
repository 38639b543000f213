// expect: lost-update error scores[1]
// sites: score, score, score
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const scores = track([0, 0, 0], 'scores');

async function score(points: number): Promise<void> {
  const before = scores[1] ?? 0;
  await sleep(5);
  scores[1] = before + points;
}

async function main(): Promise<void> {
  await Promise.all([task('goal', () => score(1)), task('bonus', () => score(2))]);
  console.log(`1 + 2 = ${scores[1]}`);
}
void main();
