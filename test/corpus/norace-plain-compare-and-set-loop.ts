// expect: silence
// Works out a new state from the old one until nobody has come in between.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type State = { sum: number };
let state: State = { sum: 0 };

async function computed(from: State, amount: number): Promise<State> {
  await sleep(amount);
  return { sum: from.sum + amount };
}

async function add(amount: number): Promise<void> {
  for (;;) {
    const base = state;
    const next = await computed(base, amount);
    if (state === base) {
      state = next;
      return;
    }
  }
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => add(20)), task('bob', () => add(50))]);
  console.log(`20 + 50 = ${state.sum}`);
}
void main();
