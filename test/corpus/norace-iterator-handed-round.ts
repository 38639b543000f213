// expect: silence
// Round robin: one iterator for all, a step for each request; nobody walks the set.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const backends = track(new Set(['a', 'b', 'c']), 'backends');
const next = backends.values();

async function request(ms: number): Promise<unknown> {
  await sleep(ms);
  return next.next().value;
}

async function add(): Promise<void> {
  await sleep(15);
  backends.add('d');
}

async function main(): Promise<void> {
  const requests = [1, 10, 20, 30].map((ms) => task(`request ${ms}`, () => request(ms)));
  const [chosen] = await Promise.all([Promise.all(requests), task('add', add)]);
  console.log(chosen.join(' '));
}
void main();
