// Objects in a list that the module holds, five properties of each read and changed in several tasks: bytes that are
// there for each object in the end. Needs --expose-gc.

'use strict';

const { print } = require('./timing.cjs');

const OBJECTS = 20_000;

const list = Array.from({ length: OBJECTS }, (_, id) => ({ id, name: 'a', price: id, stock: 5, sold: 0 }));

async function visit(from, to) {
  let sum = 0;
  for (let index = from; index < to; index++) {
    const item = list[index];
    sum += item.id + item.name.length + item.price + item.stock;
    item.sold++;
  }
  await undefined;
  return sum;
}

function heap() {
  for (let index = 0; index < 4; index++) globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

(async () => {
  await visit(0, 100);
  const before = heap();
  for (let from = 0; from < OBJECTS; from += 1000) {
    setImmediate(visit, from, from + 1000);
    await new Promise((resolve) => setImmediate(resolve));
    await visit(from, from + 1000);
  }
  const after = heap();
  print({ value: (after - before) / OBJECTS, before, after });
})();
