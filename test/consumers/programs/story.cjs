// Two messages of a kind read a stock, wait, and write it back. Prints the names of the tasks in the report.
const { races, stats } = require('racewatch');
const { setTimeout: sleep } = require('node:timers/promises');

const stock = new Map([['apples', 10]]);
let handled = 0;
let done;
const both = new Promise((resolve) => {
  done = resolve;
});

async function handle() {
  const seen = stock.get('apples');
  await sleep(400);
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
