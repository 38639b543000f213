// The first access of a turn to a location that is changed now and then, so that its stack is taken: twenty
// locations a turn, at a depth of more than ten frames. Plain takes a bare stack of ten frames in place of each.

'use strict';

const { measure, racewatch, watched } = require('./timing.cjs');

const LOCATIONS = 20;
const DEPTH = 16;
const CHANGED_EVERY = 4;

const object = racewatch.track(
  Object.fromEntries(Array.from({ length: LOCATIONS }, (_, i) => [`key${i}`, i])),
  'object',
);
const keys = Object.keys(object);
const touch = watched ? touchWatched : touchBare;
let sum = 0;
let turn = 0;

Error.stackTraceLimit = 10;

function touchWatched(key) {
  if (turn % CHANGED_EVERY === 0) object[key] = turn;
  else sum ^= object[key];
}

let held;
function touchBare(key) {
  const holder = {};
  Error.captureStackTrace(holder);
  held = holder;
  sum ^= key.length;
}

function touchAll() {
  for (const key of keys) touch(key);
}

function descend(depth) {
  if (depth === 0) touchAll();
  else descend(depth - 1);
}

measure(async (count) => {
  for (let i = 0; i < count; i += LOCATIONS) {
    turn++;
    descend(DEPTH);
    await undefined;
  }
  if (sum < 0 || held === null) throw new Error('unused');
});
