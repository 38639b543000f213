// The cap on memory, in real processes: what is counted against what the heap says, and what happens when it is full.

import { afterAll, describe, expect, it } from 'vitest';
import { ownLines, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const HEAD = `
const { track, task, stats, start, flush, isActive } = require('racewatch');
const turn = () => new Promise((done) => setImmediate(done));
// What is counted must be there in the end.
const kept = globalThis.kept = {};
const say = (value) => console.log(JSON.stringify(value));
const heap = () => {
  for (let n = 0; n < 4; n++) global.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
`;

let files = 0;

async function run(text: string, racewatch: string) {
  const file = `memory-${files++}.cjs`;
  workshop.write(file, `${HEAD}\n(async () => {\n${text}\n})();`);
  const ended = await workshop.watch(['--expose-gc', file], {
    racewatch: `exitcode=0 instrument=off ${racewatch}`,
  });
  expect(ended.code, ended.stderr).toBe(0);
  return { said: JSON.parse(ended.stdout), own: ownLines(ended.stderr), stderr: ended.stderr };
}

/** Each builds something, tells what it holds, and watches it so that there is a lot of one kind of thing. */
const KINDS: [string, string, string][] = [
  [
    'watched objects',
    'let list = kept.list = Array.from({ length: 20000 }, (_, id) => ({ id }));',
    "list = kept.list = list.map((object) => track(object, 'o')); for (const object of list) object.id;",
  ],
  [
    'keys of Maps',
    'const maps = kept.maps = Array.from({ length: 10 }, () => new Map(Array.from({ length: 3000 }, (_, n) => [n, n])));',
    "for (const map of maps) { track(map, 'map'); for (const key of [...map.keys()]) map.get(key); }",
  ],
  [
    'accesses of many tasks',
    'const map = kept.map = new Map(Array.from({ length: 1000 }, (_, n) => [n, n]));',
    "track(map, 'map'); const keys = [...map.keys()]; for (let n = 0; n < 40; n++) { task('t', () => { for (const key of keys) map.get(key); }); await turn(); }",
  ],
];

describe.concurrent('what is counted', () => {
  it.each(KINDS)('is about what the heap grows by: %s', { timeout: 60_000 }, async (_name, build, watch) => {
    const { said } = await run(
      `${build}
      await turn();
      const before = heap();
      const { held } = stats().memory;
      ${watch}
      await turn();
      flush();
      // Stacks are let go of after a few seconds.
      const { dropped } = stats().stacks;
      while (stats().stacks.dropped === dropped) await new Promise((done) => setTimeout(done, 200));
      say((stats().memory.held - held) / (heap() - before));`,
      '',
    );
    expect(said).toBeGreaterThan(0.6);
    expect(said).toBeLessThan(1.6);
  });
});

describe.concurrent('memory=32MB', () => {
  it('forgets the oldest in time, and goes on watching', { timeout: 60_000 }, async () => {
    const { said, own } = await run(
      `let most = 0;
      const maps = [];
      for (let round = 0; round < 60; round++) {
        maps.push(track(new Map(Array.from({ length: 3000 }, (_, n) => [n, n])), 'map'));
        for (const key of [...maps.at(-1).keys()]) maps.at(-1).get(key);
        await turn();
        most = Math.max(most, stats().memory.held);
      }
      const { memory, locationsEvicted, on } = stats();
      say({ cap: memory.cap, fits: most <= memory.cap, evicted: locationsEvicted > 0, on });`,
      'memory=32MB',
    );
    expect(said).toEqual({ cap: 32 * 2 ** 20, fits: true, evicted: true, on: true });
    expect(own).toEqual([]);
  });

  it('stops when the application keeps more than can be watched, says so once, and may be started again', {
    timeout: 60_000,
  }, async () => {
    const { said, own } = await run(
      `const all = [];
      const fill = async () => { for (let n = 0; n < 100 && isActive(); n++) { for (let m = 0; m < 1000; m++) all.push(track({ n }, 'kept')); await turn(); } };
      await fill();
      const { on } = stats();
      const { length } = all;
      const alive = all.every(({ n }) => n >= 0);
      const late = {};
      const unwatched = track(late, 'late') === late;
      start();
      const again = stats().on;
      await fill();
      say({ on, some: length > 1000, alive, unwatched, again, stopped: !stats().on, faults: stats().faults });`,
      'memory=32MB',
    );
    expect(said).toEqual({
      on: false,
      some: true,
      alive: true,
      unwatched: true,
      again: true,
      stopped: true,
      faults: 0,
    });
    expect(own).toHaveLength(1);
    expect(own[0]).toMatch(
      /^racewatch: memory=32MB is full, about \d+ watched objects are alive: watching stops, the application goes on$/,
    );
  });
});
