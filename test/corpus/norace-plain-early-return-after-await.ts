// expect: silence
// The guard stands behind the await: who comes second gets the money back.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const sold = new Map<string, string>();

async function reserve(seat: string, guest: string, ms: number): Promise<string> {
  if (sold.has(seat)) return `${guest} sees it is taken`;
  await sleep(ms);
  if (sold.has(seat)) return `${guest} gets the money back`;
  sold.set(seat, guest);
  return `${guest} has ${seat}`;
}

async function main(): Promise<void> {
  const answers = [task('ann', () => reserve('a1', 'ann', 20)), task('bob', () => reserve('a1', 'bob', 80))];
  console.log((await Promise.all(answers)).join(', '), sold.get('a1'));
}
void main();
