import { expect, it } from 'vitest';
import { isUnwatchedNode } from '../../instrument/roots/workers.ts';
import { bundle, node } from './programs.ts';
import { named } from './recording-host.ts';

it('the preload reaches threads, forks and cluster workers, and what it does not reach is counted', async () => {
  const output = await node(['--require', bundle('workers-preload'), bundle('workers')], {
    ...process.env,
    NODE_OPTIONS: '',
    RACEWATCH: 'level=error',
  });
  expect(JSON.parse(output)).toEqual({
    main: 'PID level=error',
    file: expect.stringMatching(/^PID-\d+ level=error$/),
    eval: expect.stringMatching(/^PID-\d+$/),
    emptyEnv: expect.stringMatching(/^PID-\d+ level=error$/),
    emptyExecArgv: 'none',
    fork: 'CHILD level=error',
    cluster: 'CHILD level=error',
    forkWithoutExecArgv: 'none',
    unreached: { threads: 1, processes: 2 },
  });
});

it('http servers of cluster workers have a task for each request and connection', async () => {
  const { answers, connections } = JSON.parse(await node([bundle('cluster-http')]));
  expect(answers.map(named)).toEqual(['http GET /0', 'http GET /1', 'http GET /2', 'http GET /3']);
  expect(new Set(answers).size).toBe(4);
  expect(new Set(connections.map(named))).toEqual(new Set(['connection connection']));
});

it.each([
  ['a fork with the same flags', ['node', '-r', 'racewatch/register', 'a.js'], false],
  ['a fork with flags of its own', ['node', 'a.js'], true],
])('%s', (_, spawnargs, unwatched) => {
  const execArgv = ['-r', 'racewatch/register', '--enable-source-maps'];
  expect(isUnwatchedNode({ spawnfile: process.execPath, spawnargs }, execArgv)).toBe(unwatched);
  expect(isUnwatchedNode({ spawnfile: '/bin/ls', spawnargs: ['ls'] }, execArgv)).toBe(false);
});
