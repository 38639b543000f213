// Records sorted by several keys: a merge sort of its own and the built-in one with a comparator.

'use strict';

const { measure } = require('../timing.cjs');

function records(count) {
  const list = [];
  let seed = 1;
  for (let index = 0; index < count; index++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    list.push({ id: index, name: `n${seed % 97}`, rank: seed % 13, score: (seed >> 3) % 1000 });
  }
  return list;
}

function compare(a, b) {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.score !== b.score) return b.score - a.score;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id - b.id;
}

function merge(left, right) {
  const out = new Array(left.length + right.length);
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    out[i + j] = compare(left[i], right[j]) <= 0 ? left[i++] : right[j++];
  }
  while (i < left.length) out[i + j] = left[i++];
  while (j < right.length) out[i + j] = right[j++];
  return out;
}

function mergeSort(list) {
  if (list.length < 2) return list;
  const middle = list.length >> 1;
  return merge(mergeSort(list.slice(0, middle)), mergeSort(list.slice(middle)));
}

measure((count) => {
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const list = records(200);
    const sorted = mergeSort(list);
    list.sort(compare);
    for (let at = 0; at < list.length; at++) if (list[at] === sorted[at]) sum++;
  }
  if (sum !== count * 200) throw new Error('not the same order');
});
