// A worker thread of the service: shares a Map between some tasks of its own, and ends.

'use strict';

const counts = new Map();

async function count(key) {
  const before = counts.get(key) ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 1));
  counts.set(key, before + 1);
}

Promise.all(Array.from({ length: 20 }, (_, index) => count(`key-${index % 4}`)));
