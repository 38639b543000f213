// for…of over an array of 100 numbers.

'use strict';

const { measure, racewatch } = require('./timing.cjs');

const array = racewatch.track(
  Array.from({ length: 100 }, (_, i) => i),
  'array',
);

measure((count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) for (const item of array) sum += item;
  if (sum < 0) throw new Error('unused');
});
