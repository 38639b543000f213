// Object.keys of an object with ten keys.

'use strict';

const { measure, racewatch } = require('./timing.cjs');

const object = racewatch.track(
  Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`key${i}`, i])),
  'object',
);

measure((count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Object.keys(object).length;
  if (sum < 0) throw new Error('unused');
});
