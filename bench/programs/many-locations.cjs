// The cost of an access as more and more locations are watched: as many objects as that, one field of each. What the
// same accesses cost on raw objects, caches included, is taken off. One process, watched.

'use strict';

const { print, racewatch } = require('./timing.cjs');

const LOCATIONS = [1000, 10_000, 100_000, 1_000_000];
const ACCESSES = 100_000;
const PER_TURN = 20;
const REPEATS = 3;

const make = (count) => Array.from({ length: count }, (_, id) => ({ id, visits: 0 }));

/** Nanoseconds of processor time per update of one object in its turn, over all objects in a mixed order. */
async function costOf(objects) {
  const step = Math.floor(objects.length * 0.618) | 1;
  let at = 0;
  const { user, system } = process.cpuUsage();
  for (let done = 0; done < ACCESSES; done += PER_TURN) {
    await undefined;
    for (let i = 0; i < PER_TURN; i++) {
      at = (at + step) % objects.length;
      objects[at].visits++;
    }
  }
  const after = process.cpuUsage();
  return ((after.user - user + after.system - system) * 1000) / ACCESSES;
}

async function leastOf(objects) {
  let least = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < REPEATS; repeat++) least = Math.min(least, await costOf(objects));
  return least;
}

(async () => {
  const costs = {};
  for (const count of LOCATIONS) {
    const watched = make(count);
    racewatch.track(watched, `objects-${count}`);
    const raw = await leastOf(make(count));
    // Everything is met once before it is timed.
    const list = racewatch.track(watched);
    for (const object of list) object.visits++;
    costs[count] = (await leastOf(list)) - raw;
  }
  const first = costs[LOCATIONS[0]];
  const second = costs[LOCATIONS.at(-1)];
  print({ value: second / first, first, second, costs });
})();
