// A chain of bare awaits that touches nothing: what the turn log alone costs.

'use strict';

const { measure } = require('./timing.cjs');

measure(async (count) => {
  for (let i = 0; i < count; i++) await undefined;
});
