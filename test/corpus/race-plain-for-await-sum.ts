// expect: lost-update error received
// sites: upload, upload, upload
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let received = 0;

async function* chunks(sizes: readonly number[]): AsyncGenerator<number> {
  for (const size of sizes) {
    await sleep(20);
    yield size;
  }
}

async function upload(sizes: readonly number[]): Promise<void> {
  let bytes = received;
  for await (const size of chunks(sizes)) bytes += size;
  received = bytes;
}

async function main(): Promise<void> {
  await Promise.all([task('a', () => upload([10, 20])), task('b', () => upload([5]))]);
  console.log(`10 + 20 + 5 = ${received}`);
}
void main();
