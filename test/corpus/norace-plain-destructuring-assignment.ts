// expect: silence
// Both tasks find the same, or the pattern takes what it adds to after the pause.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const score = { points: 0, mode: 'slow', best: '' };

async function measured(ms: number): Promise<{ points: number; mode: string }> {
  await sleep(ms);
  return { points: ms, mode: 'fast' };
}

async function play(ms: number): Promise<void> {
  const { mode } = score;
  const result = await measured(ms);
  ({ mode: score.mode } = result);
  [score.points, score.best] = [score.points + result.points, 'ann'];
  await sleep(1);
  if (mode !== score.mode && score.best === 'ann') score.best = 'ann';
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => play(20)), task('bob', () => play(80))]);
  console.log(`20 + 80 = ${score.points}, ${score.mode} ${score.best}`);
}
void main();
