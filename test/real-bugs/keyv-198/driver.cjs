// A job finds its entry expired and writes a new one. The storage adapter is a Map whose deletes take a while.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, variant, versionOf } = require('../driver.cjs');
const Keyv = require(versionOf('keyv'));

// Nobody waits for these, and a typed array is not watched: looking at them puts nothing in order.
const DELETING = 0;
const RENEWED = 1;
const progress = new Uint8Array(2);

/** A delete takes so long that the caller could write the entry meanwhile, if it does not wait. */
class SlowStore {
  entries = new Map();
  deleted = undefined;
  async get(key) {
    await sleep(1);
    return this.entries.get(key);
  }
  async set(key, value) {
    await sleep(1);
    this.entries.set(key, value);
    progress[RENEWED] = progress[DELETING];
  }
  delete(key) {
    progress[DELETING] = 1;
    this.deleted = untilRenewed().then(() => this.entries.delete(key));
    return this.deleted;
  }
}

async function untilRenewed() {
  for (let looks = 0; looks < 50 && progress[RENEWED] === 0; looks += 1) await sleep(10);
}

async function main() {
  const store = new SlowStore();
  const keyv = new Keyv({ store });
  await keyv.set('foo', 'old', 5);
  await sleep(10);
  await operate([
    'renew foo',
    async () => {
      if ((await keyv.get('foo')) !== undefined) return;
      // In the buggy version nobody but the store knows when the old entry is gone.
      if (variant === 'serial') await store.deleted;
      await keyv.set('foo', 'new', 10_000);
    },
  ]);
  await store.deleted;
  const foo = await keyv.get('foo');
  report(foo === 'new', `foo is ${foo}`);
}
void main();
