// The endings of a process, each in a real child that has only the compiled exit module.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';

const COMPILED = join(ROOT, 'dist/instrument/exit.js');

/** A child whose flush prints its reason and asks for an exit code. */
function end(script: string, wanted: number | null = 66, signalWhenReady?: NodeJS.Signals) {
  const prelude = `
    const { onExit, failWith } = require(${JSON.stringify(COMPILED)});
    const say = (text) => require('node:fs').writeSync(1, text + '\\n');
    onExit((reason) => { say('flush ' + reason); return ${wanted} ?? undefined; });
  `;
  const options = signalWhenReady === undefined ? {} : { signalWhenReady };
  return runNode(['-e', prelude + script], options);
}

const ALIVE = 'setInterval(() => {}, 1000);';

it('the exit module is compiled', () => {
  expect(existsSync(COMPILED), 'run `npm run build` first').toBe(true);
});

describe('the exit code', () => {
  it.each([
    ['a natural end', '', 66],
    ['process.exit()', 'process.exit()', 66],
    ['process.exit(0)', 'process.exit(0)', 66],
    ['process.exitCode = 0', 'process.exitCode = 0', 66],
    ['process.exit(0) in a timer', 'setTimeout(() => process.exit(0), 5)', 66],
    ['process.exit(3)', 'process.exit(3)', 3],
    ['process.exitCode = 4', 'process.exitCode = 4', 4],
    ['process.exitCode = 4 at exit', "process.on('exit', () => { process.exitCode = 4; })", 4],
    ['an uncaught exception', "throw new Error('boom')", 1],
    ['an unhandled rejection', "Promise.reject(new Error('boom'))", 1],
    ['an await that never ends', "import('data:text/javascript,await new Promise(() => {})')", 66],
  ])('%s ends with the right code and a flush', async (_name, script, code) => {
    const ended = await end(script);
    expect(ended).toMatchObject({ code, signal: null });
    expect(ended.stdout).toContain('flush exit');
  });

  it.each([
    ['nothing is asked for', null],
    ['0 is asked for', 0],
  ])('stays 0 when %s', async (_name, wanted) => {
    expect(await end('', wanted)).toMatchObject({ code: 0, signal: null });
  });
});

describe('SIGINT and SIGTERM', () => {
  const signals = ['SIGINT', 'SIGTERM'] as const;

  it.each(signals)('%s kills a program without a handler, after a flush', async (signal) => {
    const ended = await end(`${ALIVE} say('ready');`, 66, signal);
    expect(ended).toMatchObject({ code: null, signal });
    expect(ended.stdout).toContain('flush signal');
  });

  it.each(signals)('%s that a program sends itself ends it there and then, after a flush', async (signal) => {
    const ended = await end(`process.kill(process.pid, '${signal}'); say('went on');`);
    expect(ended).toMatchObject({ code: null, signal });
    expect(ended.stdout).toContain('flush signal');
    expect(ended.stdout).not.toContain('went on');
  });

  it.each(signals)('%s is left to the handler of the program', async (signal) => {
    const ended = await end(
      `${ALIVE} process.on('${signal}', () => { say('mine'); setTimeout(() => process.exit(0), 20); }); say('ready');`,
      66,
      signal,
    );
    expect(ended).toMatchObject({ code: 66, signal: null });
    expect(ended.stdout).toContain('mine');
    expect(ended.stdout).not.toContain('flush signal');
  });

  it.each(signals)('%s kills again when the handler has been removed', async (signal) => {
    const script = `${ALIVE} const f = () => {}; process.on('${signal}', f); process.removeListener('${signal}', f);`;
    const ended = await end(`${script} say('ready');`, 66, signal);
    expect(ended).toMatchObject({ code: null, signal });
    expect(ended.stdout).toContain('flush signal');
  });

  it('a second signal kills a program that handles only the first', async () => {
    const script = `${ALIVE} process.once('SIGINT', () => process.kill(process.pid, 'SIGINT')); say('ready');`;
    const ended = await end(script, 66, 'SIGINT');
    expect(ended).toMatchObject({ code: null, signal: 'SIGINT' });
    expect(ended.stdout).toContain('flush signal');
  });

  it('a program that counts listeners to decide about the default finds only its own', async () => {
    const script = `${ALIVE}
      const mine = () => {
        if (process.listeners('SIGINT').length !== 1) return;
        process.removeListener('SIGINT', mine);
        process.kill(process.pid, 'SIGINT');
      };
      process.on('SIGINT', mine);
      say('ready');`;
    expect(await end(script, 66, 'SIGINT')).toMatchObject({ code: null, signal: 'SIGINT' });
  });

  it('an event emitted by hand is no signal', async () => {
    expect(await end("process.emit('SIGTERM'); say('alive');")).toMatchObject({
      code: 66,
      stdout: expect.stringContaining('alive'),
    });
  });

  it('removeAllListeners leaves the default: death by the signal', async () => {
    const script = `${ALIVE} process.on('SIGTERM', () => {}); process.removeAllListeners('SIGTERM'); say('ready');`;
    expect(await end(script, 66, 'SIGTERM')).toMatchObject({ code: null, signal: 'SIGTERM' });
  });
});

describe('worker threads', () => {
  const worker = (body: string) => `
    const { Worker } = require('node:worker_threads');
    const w = new Worker(${JSON.stringify(body)}, { eval: true });
    w.on('exit', (code) => say('worker ' + code));
  `;
  const inWorker = `const { onExit, failWith } = require(${JSON.stringify(COMPILED)});`;

  it('the races of a worker fail the process, not the worker', async () => {
    const ended = await end(worker(`${inWorker} onExit(() => 66);`), null);
    expect(ended).toMatchObject({ code: 66, stdout: expect.stringContaining('worker 0') });
  });

  it('a worker that is terminated has asked in time', async () => {
    const body = `${inWorker} failWith(66); require('node:worker_threads').parentPort.postMessage('done'); ${ALIVE}`;
    const ended = await end(`${worker(body)} w.on('message', () => process.exit(0));`, null);
    expect(ended).toMatchObject({ code: 66 });
  });
});
