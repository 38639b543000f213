// An event is on its way to three listeners, one after the other, when one that has had it leaves.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const AsyncEventEmitter = require(versionOf('async-eventemitter'));

const emitter = new AsyncEventEmitter();
const told = [];
const listeners = ['ada', 'bob', 'eve'].map((name) => (_data, done) => {
  told.push(name);
  setTimeout(done, 20);
});
for (const listener of listeners) emitter.on('news', listener);

async function main() {
  await operate(
    ['emit', () => new Promise((resolve) => emitter.emit('news', {}, resolve))],
    [
      'ada leaves',
      async () => {
        await sleep(10);
        emitter.removeListener('news', listeners[0]);
      },
    ],
  );
  report(told.join() === 'ada,bob,eve', `told ${told.join()}`);
}
void main();
