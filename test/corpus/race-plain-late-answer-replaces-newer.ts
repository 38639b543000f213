// expect: lost-update error shown
// sites: search, search, search
// No token tells the late answer that a newer question has been answered.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let shown = '';

async function search(query: string, ms: number): Promise<void> {
  if (query !== shown) {
    await sleep(ms);
    shown = query;
  }
}

async function main(): Promise<void> {
  const first = task('first', () => search('a', 80));
  await sleep(20);
  await Promise.all([first, task('second', () => search('ab', 20))]);
  console.log(`asked for ab last, shown: ${shown}`);
}
void main();
