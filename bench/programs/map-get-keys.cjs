// Map.get of eight keys in turn, again and again in one turn.

'use strict';

const { measure, racewatch } = require('./timing.cjs');

const map = racewatch.track(new Map(Array.from({ length: 100 }, (_, i) => [`key-${i}`, i])), 'map');
const keys = [...map.keys()].slice(40, 48);

measure((count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += map.get(keys[i & 7]);
  if (sum < 0) throw new Error('unused');
});
