// expect: lost-update error score.points
// sites: play, play, play
// The write is the target of a pattern.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const score = { points: 0, level: 1 };

async function judged(points: number, bonus: number): Promise<{ points: number }> {
  await sleep(bonus);
  return { points: points + bonus };
}

async function play(bonus: number): Promise<void> {
  ({ points: score.points } = await judged(score.points, bonus));
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => play(20)), task('bob', () => play(80))]);
  console.log(`20 + 80 = ${score.points}`);
}
void main();
