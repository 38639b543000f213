// for…of over an array of 100 numbers.

'use strict';

const { measure, racewatch } = require('./timing.cjs');

const array = racewatch.track(
  Array.from({ length: 100 }, (_, i) => i),
  'array',
);

function total(items) {
  let sum = 0;
  for (const item of items) sum += item;
  return sum;
}

measure((count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += total(array);
  if (sum < 0) throw new Error('unused');
});
