// expect: lost-update error quota.left
// sites: take, take, take
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

function limiter(state: { left: number }): () => Promise<void> {
  return async function take() {
    const left = state.left;
    await sleep(5);
    state.left = left - 1;
  };
}

const raw = { left: 5 };
const takeOne = limiter(raw);
const quota = track(raw, 'quota');

async function main(): Promise<void> {
  await Promise.all([task('ann', takeOne), task('bob', takeOne)]);
  console.log(`5 - 2 = ${quota.left}`);
}
void main();
