// The task carried by cls-hooked: tasks stay right wherever the program goes on, and the same races are found as with
// the engine's own hooks.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { racesIn, Workshop } from './workshop.ts';

const workshop = new Workshop(['cls-hooked']);
afterAll(() => workshop[Symbol.dispose]());

/**
 * Every way of going on writes the name of the task it believes in to a field of its own, from two tasks; the
 * second finds the first one's there. Races name the tasks, so that a task lost on the way is seen in the report.
 */
const WAYS = `
const { promisify } = require('node:util');
const { EventEmitter } = require('node:events');
const fs = require('node:fs');
const { track, task } = require('racewatch');
const { createNamespace } = require('cls-hooked');
const early = createNamespace('early');
const state = track({}, 'state');
const ways = {
  await: async () => { await null; await null; },
  timer: () => new Promise((done) => setTimeout(done, 2)),
  immediate: () => new Promise((done) => setImmediate(done)),
  tick: () => new Promise((done) => process.nextTick(done)),
  microtask: () => new Promise((done) => queueMicrotask(done)),
  file: () => promisify(fs.stat)(__filename),
  callback: () => new Promise((done) => fs.readFile(__filename, done)),
  all: () => Promise.all([1, 2].map((ms) => new Promise((done) => setTimeout(done, ms)))),
  then: () => Promise.resolve().then(() => {}).then(() => {}),
  nested: () => early.runPromise(async () => { await null; }),
  emitter: () => { const e = new EventEmitter(); setTimeout(() => e.emit('go'), 1); return new Promise((done) => e.once('go', done)); },
};
const late = createNamespace('late');
const starts = {
  task: (name, fn) => task(name, fn),
  run: (name, fn) => new Promise((done) => late.run(() => { done(fn()); })),
  runAndReturn: (name, fn) => late.runAndReturn(fn),
  runPromise: (name, fn) => late.runPromise(fn),
  immediate: (name, fn) => new Promise((done) => setImmediate(() => done(fn()))),
  timeout: (name, fn) => new Promise((done) => setTimeout(() => done(fn()), 1)),
  interval: (name, fn) => new Promise((done) => { const i = setInterval(() => { clearInterval(i); done(fn()); }, 1); }),
};
async function through(key, way, name, hold) {
  state[key] = name;
  await way();
  for (let n = 0; n < hold; n++) await new Promise((done) => setTimeout(done, 2));
  return state[key];
}
(async () => {
  const chosen = process.argv[2];
  for (const [name, way] of Object.entries(ways)) {
    const key = chosen + '_' + name;
    const start = starts[chosen];
    // The two start in callbacks of their own, as requests do.
    await Promise.all(['first', 'second'].map((who, n) => new Promise((done) =>
      fs.stat(__filename, () => done(start(who, () => through(key, way, who, n === 0 ? 8 : 2)))))));
  }
})();
`;

const NAMES = [
  ...['await', 'timer', 'immediate', 'tick', 'microtask', 'file', 'callback', 'all', 'then', 'nested'],
  'emitter',
];

beforeAll(() => {
  workshop.write('ways.cjs', WAYS);
});

interface Found {
  readonly path: string;
  readonly pattern: string;
  /** Whose the three accesses are, as 1 and 2 in the order of appearance. */
  readonly tasks: string;
  /** In alphabetical order: which of the two comes first is up to the clock. */
  readonly kinds: string;
}

async function found(start: string, racewatch: string): Promise<Found[]> {
  const ended = await workshop.watch(['ways.cjs', start], {
    racewatch: `format=jsonl log_path=stdout ${racewatch}`,
  });
  expect(ended.stderr).toBe('');
  return racesIn(ended.stdout).map((race) => {
    const ids = [...new Set(race.accesses.map((access) => access.task))];
    return {
      path: race.location.path,
      pattern: race.pattern,
      tasks: race.accesses.map((access) => ids.indexOf(access.task) + 1).join(' '),
      kinds: race.tasks
        .map((task) => `${task.kind} ${task.name}`)
        .sort()
        .join(', '),
    };
  });
}

describe.concurrent.each(['hooks', 'cls'])('task_carrier=%s', (carrier) => {
  it.each([
    ['task', 'task first, task second'],
    ['run', 'cls late, cls late'],
    ['runAndReturn', 'cls late, cls late'],
    ['runPromise', 'cls late, cls late'],
    ['immediate', 'timer immediate, timer immediate'],
    ['timeout', 'timer timeout 1 ms, timer timeout 1 ms'],
    ['interval', 'interval interval 1 ms, interval interval 1 ms'],
  ])('keeps two tasks of %s apart on every way of going on', async (start, kinds) => {
    expect(await found(start, `task_carrier=${carrier}`)).toEqual(
      NAMES.map((name) => ({
        path: `state.${start}_${name}`,
        pattern: 'overwritten',
        tasks: '1 2 1',
        kinds,
      })),
    );
  });
});
