// The cost of an access as more and more requests are open at once: as many tasks as that, each of which goes through
// ten rounds of the event loop and changes a count of its own group in each. One process, watched.

'use strict';

const { print, racewatch } = require('./timing.cjs');

const OPEN = [10, 100, 1000, 10_000];
const ACCESSES = 200_000;
const ROUNDS = 10;
const REPEATS = 3;

const counts = racewatch.track(new Map(), 'counts');
const aside = () => new Promise((resolve) => setImmediate(resolve));

async function request(key) {
  for (let round = 0; round < ROUNDS; round++) {
    await aside();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

/** Nanoseconds of processor time per access. */
async function costAt(open) {
  const { user, system } = process.cpuUsage();
  let done = 0;
  while (done < ACCESSES) {
    const all = [];
    for (let i = 0; i < open; i++) all.push(racewatch.task('request', () => request(`key-${i % 100}`)));
    await Promise.all(all);
    done += open * ROUNDS * 2;
  }
  const after = process.cpuUsage();
  return ((after.user - user + after.system - system) * 1000) / done;
}

(async () => {
  const costs = Object.fromEntries(OPEN.map((open) => [open, Number.POSITIVE_INFINITY]));
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const open of OPEN) costs[open] = Math.min(costs[open], await costAt(open));
  }
  print({
    value: costs[OPEN.at(-1)] / costs[OPEN[0]],
    first: costs[OPEN[0]],
    second: costs[OPEN.at(-1)],
    costs,
  });
})();
