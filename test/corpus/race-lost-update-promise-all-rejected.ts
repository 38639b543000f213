// expect: lost-update error batch.saved
// sites: importAll, saveSlow, importAll
// When Promise.all rejects, the other members are still running.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const batch = track({ saved: 0 }, 'batch');

async function saveSlow(): Promise<void> {
  await sleep(45);
  batch.saved += 1;
}

async function fail(): Promise<void> {
  await sleep(2);
  throw new Error('refused');
}

async function importAll(): Promise<void> {
  const before = batch.saved;
  await Promise.all([saveSlow(), fail()]).catch(() => undefined);
  await sleep(90);
  batch.saved = before;
}

async function main(): Promise<void> {
  await task('import', importAll);
  console.log(`1 saved, counted ${batch.saved}`);
}
void main();
