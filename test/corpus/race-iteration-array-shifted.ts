// expect: mutation-during-iteration error queue
// sites: sendAll, take, sendAll
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const queue = track(['a', 'b', 'c', 'd'], 'queue');

async function sendAll(): Promise<void> {
  const sent: string[] = [];
  for (const item of queue) {
    await sleep(25);
    sent.push(item);
  }
  console.log(`sent ${sent.join()}, b was skipped`);
}

async function take(): Promise<void> {
  await sleep(5);
  queue.shift();
}

task('send', sendAll);
task('take', take);
