// expect: lost-update error AsyncLocalStorage store.quota.used
// sites: spend, spend, spend
// Every run has a store of its own, and all stores refer to one quota.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

class Quota {
  used = 0;
}

const context = new AsyncLocalStorage<{ user: string; quota: Quota }>();
const shared = new Quota();

async function spend(units: number): Promise<void> {
  const quota = context.getStore()?.quota as Quota;
  const before = quota.used;
  await sleep(units);
  quota.used = before + units;
}

async function main(): Promise<void> {
  await Promise.all([
    context.run({ user: 'ann', quota: shared }, () => spend(20)),
    context.run({ user: 'bob', quota: shared }, () => spend(80)),
  ]);
  console.log(`20 + 80 = ${shared.used}`);
}
void main();
