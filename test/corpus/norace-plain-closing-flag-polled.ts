// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let closing = false;
let rounds = 0;

async function poll(): Promise<string> {
  while (!closing) {
    rounds++;
    await sleep(20);
  }
  return rounds > 1 ? 'stopped after some rounds' : 'stopped at once';
}

async function shutDown(): Promise<void> {
  await sleep(90);
  closing = true;
}

async function main(): Promise<void> {
  const [text] = await Promise.all([task('poll', poll), task('shut down', shutDown)]);
  console.log(text);
}
void main();
