// A race of each level, one of them where everything has a name of a hundred thousand letters.
const { setImmediate: turn } = require('node:timers/promises');
const { task, track } = require('racewatch');
require('./races');

const LONG = 'x'.repeat(100_000);

async function turns(count) {
  for (let n = 0; n < count; n++) await turn();
}

const stock = track({ [LONG]: { [LONG]: 10 } }, `stock ${LONG}`);
async function buy(count) {
  const seen = stock[LONG][LONG];
  await turns(count);
  stock[LONG][LONG] = seen - count;
}

const cache = track(new Map(), 'cache');
async function load(count) {
  if (cache.has('k')) return;
  await turns(count);
  cache.set('k', count);
}

const price = track({ now: 1 }, 'price');
async function look() {
  const before = price.now;
  await turns(2);
  return [before, price.now];
}
async function raise() {
  await turns(1);
  price.now = 2;
}

const work = { [`buy ${LONG}`]: () => buy(1), [`${LONG} buy`]: () => buy(2), load, look, raise };
for (const [name, run] of Object.entries(work)) void task(name, () => run(1));
void task('load again', () => load(2));
