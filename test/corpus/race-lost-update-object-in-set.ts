// expect: lost-update error players.has({object}).points
// sites: award, award, award
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const players = track(new Set([{ name: 'ann', points: 0 }]), 'players');

async function award(points: number): Promise<void> {
  for (const player of players) {
    const before = player.points;
    await sleep(5);
    player.points = before + points;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('goal', () => award(1)), task('bonus', () => award(2))]);
  console.log(`1 + 2 = ${[...players][0]?.points}`);
}
void main();
