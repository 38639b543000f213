// expect: lost-update error player.score
// sites: reward, reward, reward
// The parameter pattern reads the field, the object is written through the module's own name.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const player = { name: 'ann', score: 100 };

async function reward({ score }: { score: number }, points: number): Promise<void> {
  await sleep(points);
  player.score = score + points;
}

async function main(): Promise<void> {
  await Promise.all([task('quest', () => reward(player, 20)), task('duel', () => reward(player, 80))]);
  console.log(`100 + 20 + 80 = ${player.score}`);
}
void main();
