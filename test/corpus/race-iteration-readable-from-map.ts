// expect: mutation-during-iteration error online
// sites: ?, leave, ?
// The iterator is walked inside a stream.
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const online = track(
  new Map([
    ['ann', 1],
    ['bob', 2],
    ['eve', 3],
    ['joe', 4],
  ]),
  'online',
);

async function exportAll(): Promise<void> {
  const names: string[] = [];
  for await (const name of Readable.from(online.keys(), { highWaterMark: 1 })) {
    await sleep(25);
    names.push(name as string);
  }
  console.log(`4 at the start, exported ${names.join()}`);
}

async function leave(): Promise<void> {
  await sleep(5);
  online.delete('joe');
}

task('export', exportAll);
task('leave', leave);
