// Threads and child processes: each its own detector and its own log file, and the main process answers for the
// exit code of its threads.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const WORKER = "const { Worker } = require('node:worker_threads');";

beforeAll(() => {
  workshop.write('shop.cjs', SHOP);
  workshop.write(
    'shop.mjs',
    SHOP.replace('const { track, task } = require(', 'import { track, task } from ').replace("');", "';"),
  );
  workshop.write('thread.cjs', `${WORKER} new Worker('./shop.cjs');`);
  workshop.write('module-thread.cjs', `${WORKER} new Worker('./shop.mjs');`);
  workshop.write('eval-thread.cjs', `${WORKER} new Worker(${JSON.stringify(SHOP)}, { eval: true });`);
  workshop.write(
    'two-threads.cjs',
    `${WORKER} new Worker('./shop.cjs'); new Worker('./shop.cjs'); {${SHOP}}`,
  );
  workshop.write('nested-thread.cjs', `${WORKER} new Worker('./thread.cjs');`);
  workshop.write('no-environment.cjs', `${WORKER} new Worker('./shop.cjs', { env: {} });`);
  workshop.write(
    'exiting-thread.cjs',
    `${WORKER} new Worker(${JSON.stringify(`${SHOP}sold.then(() => process.exit(0));`)}, { eval: true });`,
  );
  workshop.write(
    'terminated-thread.cjs',
    `${WORKER}
    const worker = new Worker(${JSON.stringify(
      `${SHOP}sold.then(() => setImmediate(() => require('node:worker_threads').parentPort.postMessage('done')));
      setInterval(() => {}, 1000);`,
    )}, { eval: true });
    worker.on('message', () => worker.terminate());`,
  );
  workshop.write('fork.cjs', `require('node:child_process').fork('./shop.cjs');`);
  workshop.write('fork-and-self.cjs', `require('node:child_process').fork('./shop.cjs'); {${SHOP}}`);
  workshop.write(
    'cluster.cjs',
    `const cluster = require('node:cluster');
    if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
    else {${SHOP} sold.then(() => process.disconnect()); }`,
  );
  workshop.write(
    'exec.cjs',
    `require('node:child_process').execFile(process.execPath, ['./shop.cjs'], (error) => console.log(error?.code ?? 0));`,
  );
  workshop.write(
    'fork-code.cjs',
    `require('node:child_process').fork('./shop.cjs').on('exit', (code) => console.log(code));`,
  );
});

/** Names of the logs, with the main process as MAIN, another one as CHILD and a thread as its number. */
async function logsOf(program: string, node: readonly string[] = []) {
  const prefix = program.replace('.cjs', '');
  const ended = await workshop.watch([...node, program], { racewatch: `log_path=${prefix} format=jsonl` });
  expect(ended.stderr).toBe('');
  const logs = workshop.logs(prefix);
  for (const log of logs) {
    const owner = Number(/\.(\d+)/.exec(log.name)?.[1]);
    expect(log.races.map((race) => [race.location.path, race.pid])).toEqual([['stock.apples', owner]]);
  }
  const names = logs.map((log) => log.name.slice(prefix.length + 1).replace('.jsonl', ''));
  return { code: ended.code, names };
}

describe.concurrent('each thread writes a file of its own, and the process fails for it', () => {
  it.each([
    ['of a file', 'thread.cjs', [/^\d+-\d+$/]],
    ['of a module', 'module-thread.cjs', [/^\d+-\d+$/]],
    ['of a text', 'eval-thread.cjs', [/^\d+-\d+$/]],
    ['one of two, beside the main thread', 'two-threads.cjs', [/^\d+$/, /^\d+-\d+$/, /^\d+-\d+$/]],
    ['of a thread', 'nested-thread.cjs', [/^\d+-\d+$/]],
    ['without an environment', 'no-environment.cjs', [/^\d+-\d+$/]],
    ['that exits', 'exiting-thread.cjs', [/^\d+-\d+$/]],
    ['that is terminated', 'terminated-thread.cjs', [/^\d+-\d+$/]],
  ])('a thread %s', async (_name, program, names) => {
    const found = await logsOf(program);
    expect(found.code).toBe(66);
    expect(found.names.sort((one, other) => one.length - other.length || (one < other ? -1 : 1))).toEqual(
      names.map((name) => expect.stringMatching(name)),
    );
  });
});

describe.concurrent('each child process writes a file of its own', () => {
  it.each([
    ['a fork', 'fork.cjs', 1, 0],
    ['a fork beside its parent', 'fork-and-self.cjs', 2, 66],
    ['two workers of a cluster', 'cluster.cjs', 2, 0],
  ])('%s', async (_name, program, count, code) => {
    const found = await logsOf(program);
    expect(found.code).toBe(code);
    expect(new Set(found.names).size).toBe(count);
    for (const name of found.names) expect(name).toMatch(/^\d+$/);
  });

  it('ends with the code for races, which its parent sees', async () => {
    const ended = await workshop.watch(['fork-code.cjs'], { racewatch: 'log_path=code format=jsonl' });
    expect(ended).toMatchObject({ code: 0, stdout: '66\n', stderr: '' });
  });

  it('that is another program is watched by NODE_OPTIONS only', async () => {
    const unwatched = await workshop.watch(['exec.cjs'], { racewatch: 'log_path=exec format=jsonl' });
    expect(unwatched).toMatchObject({ code: 0, stdout: '0\n' });
    const env = { NODE_OPTIONS: '--require racewatch/register' };
    const watched = await workshop.watch(['exec.cjs'], {
      racewatch: 'log_path=exec format=jsonl',
      env,
      preload: [],
    });
    expect(watched).toMatchObject({ code: 0, stdout: '66\n' });
  });
});
