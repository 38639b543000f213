// expect: silence
// One generator that all tasks draw from: its variable goes from value to value within one turn.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

function* numbers(): Generator<number, never> {
  let last = 0;
  while (true) {
    last += 1;
    yield last;
  }
}

const ids = numbers();

async function create(ms: number): Promise<string> {
  const id = ids.next().value;
  await sleep(ms);
  return `${id}, ${ids.next().value}`;
}

async function main(): Promise<void> {
  const made = await Promise.all([task('ann', () => create(20)), task('bob', () => create(80))]);
  console.log(made.join(' | '));
}
void main();
