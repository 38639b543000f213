// expect: silence
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { track } from 'racewatch';

const storage = new AsyncLocalStorage<{ user: string; steps: number }>();

async function handle(ms: number): Promise<string> {
  const store = storage.getStore() as { user: string; steps: number };
  const before = store.steps;
  await sleep(ms);
  store.steps = before + 1;
  return `${store.user} ${store.steps}`;
}

async function main(): Promise<void> {
  const runs = ['ann', 'bob'].map((user, index) =>
    storage.run(track({ user, steps: 0 }, 'store'), () => handle(15 - index * 10)),
  );
  console.log((await Promise.all(runs)).join());
}
void main();
