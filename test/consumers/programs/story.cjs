// Two messages of a kind read a stock, wait for each other, and write it back. Prints the names of the tasks in the report.
const { races, stats, track } = require('racewatch');
const { setTimeout: sleep } = require('node:timers/promises');

// Tracked, for the runs in which nothing is instrumented.
const stock = track(new Map([['apples', 10]]), 'stock');
/** No location: where the two meet is no state that they share. */
const arrived = new Int32Array(1);
let handled = 0;
let done;
const both = new Promise((resolve) => {
  done = resolve;
});

async function handle() {
  const seen = stock.get('apples');
  arrived[0]++;
  while (arrived[0] < 2) await sleep(5);
  await sleep(20);
  stock.set('apples', seen - ++handled);
  if (handled === 2) done();
}

async function tell() {
  await both;
  const lost = races().find(({ pattern }) => pattern === 'lost-update');
  const tasks = lost?.tasks.map(({ kind, name }) => `${kind} ${name}`);
  console.log(JSON.stringify({ path: lost?.location.path, tasks, faults: stats().faults }));
}

module.exports = { handle, tell };
