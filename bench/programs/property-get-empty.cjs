// One property of an object, again and again in one turn. Plain is a Proxy with an empty handler.

'use strict';

const { measure, racewatch, watched } = require('./timing.cjs');

const raw = { id: 1, name: 'a', price: 10, stock: 5 };
const object = watched ? racewatch.track(raw, 'object') : new Proxy(raw, {});

measure((count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += object.price;
  if (sum < 0) throw new Error('unused');
});
