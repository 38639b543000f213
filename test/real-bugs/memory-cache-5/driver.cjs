// A value is put for 30 ms, then a new one for ever under the same key.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, variant, versionOf } = require('../driver.cjs');
const cache = require(versionOf('memory-cache'));

async function main() {
  await operate(
    [
      'put for a while',
      async () => {
        cache.put('user', 'old', 30);
        if (variant === 'serial') await sleep(50);
      },
    ],
    [
      'put for ever',
      async () => {
        await sleep(10);
        cache.put('user', 'new');
      },
    ],
  );
  await sleep(50);
  report(cache.get('user') === 'new', `user is ${cache.get('user')}`);
}
void main();
