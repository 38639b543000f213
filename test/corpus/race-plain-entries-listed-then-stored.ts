// expect: lost-update error shelf.tea
// sites: deliver, deliver, deliver
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const shelf: Record<string, number> = { tea: 8 };

async function deliver(ms: number): Promise<void> {
  for (const [name, left] of Object.entries(shelf)) {
    await sleep(ms);
    shelf[name] = left + 1;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('van', () => deliver(20)), task('bike', () => deliver(45))]);
  console.log(`8 + 2 = ${shelf.tea}`);
}
void main();
