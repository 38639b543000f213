// Two million accesses by 200 000 tasks over 100 000 objects: does the second million leave anything behind?
// Needs --expose-gc.

'use strict';

const { print, racewatch } = require('./timing.cjs');

const OBJECTS = 100_000;
const TASKS = 100_000;
const ACCESSES = 10;
const TOGETHER = 50;

const objects = racewatch.track(
  Array.from({ length: OBJECTS }, (_, id) => ({ id, visits: 0 })),
  'objects',
);
let next = 0;

async function visit() {
  for (let i = 0; i < ACCESSES / 2; i++) {
    const object = objects[next++ % OBJECTS];
    await undefined;
    object.visits++;
  }
}

async function million() {
  for (let i = 0; i < TASKS; i += TOGETHER) {
    const tasks = [];
    for (let j = 0; j < TOGETHER; j++) tasks.push(racewatch.task('visit', visit));
    await Promise.all(tasks);
    if (i % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

function heap() {
  for (let i = 0; i < 4; i++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

(async () => {
  const empty = heap();
  await million();
  const first = heap();
  await million();
  const second = heap();
  print({ value: second / first, empty, first, second, rss: process.memoryUsage().rss });
})();
