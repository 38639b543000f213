// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const shelf: Record<string, number> = { tea: 8, milk: 2 };

async function deliver(ms: number): Promise<void> {
  for (const name of Object.keys(shelf)) {
    await sleep(ms);
    shelf[name] = (shelf[name] ?? 0) + 1;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('van', () => deliver(20)), task('bike', () => deliver(45))]);
  console.log(`10 + 4 = ${(shelf.tea ?? 0) + (shelf.milk ?? 0)}`);
}
void main();
