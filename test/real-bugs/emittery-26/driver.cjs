// A listener is added while the listeners of an earlier event are still being called, one after the other.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const Emittery = require(versionOf('emittery'));

const heard = [];
async function main() {
  const emitter = new Emittery();
  emitter.on('order', () => sleep(20));
  emitter.on('order', () => sleep(5));
  await operate(
    ['emit order 1', () => emitter.emitSerial('order', 1)],
    [
      'subscribe',
      async () => {
        await sleep(10);
        emitter.on('order', (order) => {
          heard.push(order);
        });
      },
    ],
  );
  report(
    heard.length === 0,
    heard.length === 0 ? 'the late listener heard nothing' : 'the late listener heard an earlier event',
  );
}
void main();
