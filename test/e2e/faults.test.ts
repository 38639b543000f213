// A fault of ours in a real process, provoked by spoiling a global that we use: it is said once, watching ends, and
// the application goes on with its raw values.

import { afterAll, describe, expect, it } from 'vitest';
import { ownLines, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

/** Sells twice as the shop does, spoils a global, and sells again; then uses all kinds of watched values. */
const program = (spoil: string) => `
const { track, task, isActive, races, stats, inventory, flush, reset, onRace } = require('racewatch');
const shared = track({ apples: 10, map: new Map([['k', 1]]), set: new Set([1]), list: [3, 1, 2] }, 'shared');
const turn = () => new Promise((done) => setImmediate(done));
async function buy(count) {
  const seen = shared.apples;
  for (let n = 0; n < count; n++) await turn();
  shared.apples = seen - count;
}
const before = isActive();
const poisoned = () => { throw new Error('poisoned'); };
${spoil};
Promise.all([task('first', () => buy(1)), task('second', () => buy(2))]).then(async () => {
  shared.map.set('l', 2);
  shared.map.delete('k');
  shared.set.add(2);
  shared.list.sort();
  shared.added = true;
  delete shared.added;
  await Promise.all([task('third', () => buy(1)), task('fourth', () => buy(2))]);
  flush();
  reset();
  onRace(() => {})();
  console.log(before, isActive(), stats().faults, races().length, Array.isArray(inventory()));
  console.log(shared.apples, [...shared.map].join(), [...shared.set].join(), shared.list.join(), Object.keys(shared).join());
});
`;

describe('a fault of ours', () => {
  it.each([
    ['in the date of a report', 'Date.prototype.toISOString = poisoned'],
    ['in a fingerprint', 'JSON.stringify = poisoned'],
    ['in the text of a report', 'String.prototype.padEnd = poisoned'],
  ])('%s is said once, and the application goes on with its raw values', async (_name, spoil) => {
    workshop.write('spoilt.cjs', program(spoil));
    const ended = await workshop.watch(['spoilt.cjs']);
    expect(ended.stdout).toBe('true false 1 0 true\n6 l,2 1,2 1,2,3 apples,map,set,list\n');
    expect(ownLines(ended.stderr)).toEqual([
      expect.stringMatching(
        /^racewatch: a fault in (record|settle) switched watching off, the application goes on: /,
      ),
    ]);
    expect(ended.code).toBe(0);
  });
});

describe('spoilt globals that we do not depend on while the program runs', () => {
  it.each([
    ['the clock', "require('node:perf_hooks').performance.now = poisoned"],
    ['Error.captureStackTrace', 'Error.captureStackTrace = poisoned'],
    ['Error.prepareStackTrace', 'Error.prepareStackTrace = poisoned'],
    ['Error.stackTraceLimit', 'Error.stackTraceLimit = 0'],
    ['a frozen Error', 'Object.freeze(Error)'],
    ['fs.writeSync', "require('node:fs').writeSync = poisoned"],
    ['process.stderr.write', 'process.stderr.write = poisoned'],
    ['console', 'console.error = poisoned; console.warn = poisoned'],
    ['Object.keys', 'Object.keys = () => []'],
    ['the classes', 'globalThis.Map = globalThis.Set = globalThis.WeakMap = globalThis.Date = poisoned'],
    [
      'Buffer, where modules are still to be loaded',
      "delete globalThis.Buffer; require('./late.cjs').shared.n++",
    ],
  ])('%s', async (_name, spoil) => {
    workshop.write('late.cjs', `exports.shared = { n: 1 }; // ${performance.now()}`);
    workshop.write(
      'spoilt.cjs',
      program(`const { keys } = Object; ${spoil}`).replace('Object.keys(', 'keys('),
    );
    const ended = await workshop.watch(['spoilt.cjs']);
    expect(ended.stdout).toBe('true true 0 0 true\n6 l,2 1,2 1,2,3 apples,map,set,list\n');
    expect(ownLines(ended.stderr)).toEqual([]);
  });
});
