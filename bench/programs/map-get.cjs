// Map.get of one key, again and again in one turn.

'use strict';

const { measure, racewatch } = require('./timing.cjs');

const map = racewatch.track(new Map(Array.from({ length: 100 }, (_, i) => [`key-${i}`, i])), 'map');

measure((count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += map.get('key-50');
  if (sum < 0) throw new Error('unused');
});
