// expect: check-then-act warning sold["a1"]
// sites: reserve, reserve, reserve
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const sold = new Map<string, string>();
const charged: string[] = [];

async function reserve(seat: string, guest: string, ms: number): Promise<void> {
  if (sold.has(seat)) return;
  await sleep(ms);
  charged.push(guest);
  sold.set(seat, guest);
}

async function main(): Promise<void> {
  await Promise.all([
    task('ann', () => reserve('a1', 'ann', 20)),
    task('bob', () => reserve('a1', 'bob', 80)),
  ]);
  console.log(`one seat, charged ${charged.join(' and ')}, belongs to ${sold.get('a1')}`);
}
void main();
