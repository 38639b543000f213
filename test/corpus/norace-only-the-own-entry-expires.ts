// expect: silence
// The entry is compared with the own one before anything is done: a newer one stays.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

type Upload = { id: string; received: number };
const uploads = track(new Map<string, Upload>(), 'uploads');

async function upload(id: string, ms: number): Promise<void> {
  await sleep(1);
  uploads.set(id, { id, received: 0 });
  const mine = uploads.get(id);
  await sleep(ms);
  const current = uploads.get(id) === mine;
  if (uploads.get(id) === mine) uploads.delete(id);
  if (!current) await sleep(1);
}

async function main(): Promise<void> {
  const first = task('first', () => upload('a', 20));
  await sleep(5);
  await Promise.all([first, task('second', () => upload('a', 40))]);
  console.log(uploads.size);
}
void main();
