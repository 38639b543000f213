// A long run in a real process: what is remembered is bounded, so the heap does not grow with the number of tasks.

import { afterAll, expect, it } from 'vitest';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const TASKS = 300_000;

/** Every task reads and writes shared state over several turns, and has an object of its own that it watches. */
const LONG = `
const { track, task, stats } = require('racewatch');
const shared = track({ total: 0, users: new Map() }, 'shared');
const turn = () => new Promise((done) => setImmediate(done));
async function work(id) {
  const own = track({ id, note: '' }, 'own');
  own.note = 'task ' + id;
  await null;
  shared.total += 1;
  shared.users.set(id % 5000, own);
}
async function half() {
  for (let done = 0; done < ${TASKS / 2}; done += 500) {
    await Promise.all(Array.from({ length: 500 }, (_, n) => task('work', () => work(done + n))));
    await turn();
  }
  for (let n = 0; n < 4; n++) { global.gc(); await turn(); }
  return process.memoryUsage().heapUsed;
}
(async () => {
  const first = await half();
  const second = await half();
  console.log(JSON.stringify({ first, second, tasks: stats().tasks, faults: stats().faults, active: require('racewatch').isActive() }));
})();
`;

it(`the heap after ${TASKS} tasks is that after half of them`, { timeout: 120_000 }, async () => {
  workshop.write('long.cjs', LONG);
  const ended = await workshop.watch(['--expose-gc', 'long.cjs'], {
    racewatch: 'fail_on=never log_path=long',
  });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const { first, second, ...rest } = JSON.parse(ended.stdout);
  expect(rest.tasks).toBeGreaterThanOrEqual(TASKS);
  expect(rest).toMatchObject({ faults: 0, active: true });
  expect(second / first).toBeLessThan(1.05);
});
