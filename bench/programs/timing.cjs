// What every measured program has in common: the mode it was started in, batches timed in processor time, one line
// of JSON at the end. Plain JavaScript, so that nothing but Node and the compiled detector is measured.

'use strict';

const { join } = require('node:path');

const BATCH_MS = 100;
const WARM_UPS = 4;
const BATCHES = 7;

/** `plain`, `watched`, `instrumented`, or what the measure calls its third form. */
const mode = process.argv[2];
const watched = mode === 'watched' || mode === 'instrumented';
const dist = process.env.RACEWATCH_BENCH_DIST ?? join(__dirname, '..', '..', 'dist');
const racewatch = require(join(dist, 'src', 'index.js'));

if (watched !== racewatch.isActive()) throw new Error(`started as ${mode}, but the detector is not`);

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const turnOver = () => new Promise((resolve) => setImmediate(resolve));

/** Nanoseconds of processor time of the whole process, the engine's own threads included. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

async function time(run, count) {
  await turnOver();
  const wallBefore = process.hrtime.bigint();
  const before = processorTime();
  await run(count);
  const cpu = processorTime() - before;
  return { cpu: cpu / count, wall: Number(process.hrtime.bigint() - wallBefore) / count };
}

async function longEnough(run, from) {
  let count = from;
  while ((await time(run, count)).cpu * count < BATCH_MS * 1e6) count *= 2;
  return count;
}

/**
 * Times `run(count)`, which performs its operation `count` times, in batches long enough for garbage collection to
 * show, and prints nanoseconds per operation.
 */
async function measure(run) {
  let count = await longEnough(run, 64);
  for (let i = 0; i < WARM_UPS; i++) await time(run, count);
  // What was long enough before the compiler had done its work may not be any more.
  count = await longEnough(run, count);
  const batches = [];
  for (let i = 0; i < BATCHES; i++) batches.push(await time(run, count));
  const cpu = batches.map((batch) => batch.cpu);
  print({ value: median(cpu), least: Math.min(...cpu), wall: median(batches.map((batch) => batch.wall)) });
}

function print(result) {
  const accesses = racewatch.stats()?.accesses;
  process.stdout.write(`${JSON.stringify({ mode, ...result, accesses })}\n`);
}

module.exports = { mode, watched, racewatch, measure, print };
