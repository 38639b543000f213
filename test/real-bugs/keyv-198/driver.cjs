// A job finds its entry expired and writes a new one. The storage adapter is a Map whose deletes take a while.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, variant, versionOf } = require('../driver.cjs');
const Keyv = require(versionOf('keyv'));

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
  }
  delete(key) {
    this.deleted = sleep(10).then(() => this.entries.delete(key));
    return this.deleted;
  }
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
      if (variant === 'serial') await sleep(1).then(() => store.deleted);
      await keyv.set('foo', 'new', 10_000);
    },
  ]);
  await sleep(30);
  const foo = await keyv.get('foo');
  report(foo === 'new', `foo is ${foo}`);
}
void main();
