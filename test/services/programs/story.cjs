// Two pieces of work sell from one stock. `race`: each reads it, waits until both have, and writes back what it
// counted. `norace`: each changes the stock in one turn, and across the wait only what the framework gave it alone.
const { races, stats } = require('racewatch');
const { setTimeout: sleep } = require('node:timers/promises');

const [form] = process.argv.slice(2);
const stock = new Map([['apples', 10]]);
/** Not a Map or an object, since where they meet is nobody's shared state. */
const arrived = new Int32Array(1);

async function meet() {
  arrived[0]++;
  while (arrived[0] < 2) await sleep(5);
  await sleep(20);
}

/** @param own what belongs to this piece of work */
async function sell(own) {
  own.count = form === 'race' ? stock.get('apples') : 1;
  await meet();
  if (form === 'race') stock.set('apples', own.count - 1);
  else stock.set('apples', stock.get('apples') - own.count);
  own.count = 0;
  return stock.get('apples');
}

/** Prints what was found. */
function tell(left) {
  const found = races().map(({ pattern, level, location, tasks }) => ({
    pattern,
    level,
    path: location.path,
    tasks: tasks.map(({ kind, name }) => `${kind} ${name}`),
  }));
  console.log(JSON.stringify({ left, found, faults: stats().faults }));
}

module.exports = { form, meet, sell, tell };
