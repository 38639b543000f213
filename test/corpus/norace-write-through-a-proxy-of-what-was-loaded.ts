// expect: silence
// A look only for the log, then a write of something else: what is known of the source holds behind a Proxy as well.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const status = track({ text: 'none' }, 'status');

async function handle(name: string, ms: number): Promise<number> {
  const shown = `was ${status.text}`;
  await sleep(ms);
  status.text = name;
  return shown.length;
}

async function main(): Promise<void> {
  const lengths = await Promise.all([task('a', () => handle('ann', 20)), task('b', () => handle('bob', 60))]);
  console.log(lengths.join());
}
void main();
