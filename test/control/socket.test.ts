// The control socket as a client meets it.

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenOn } from '../../instrument/control/socket.ts';
import type { Controls } from '../../src/control/commands.ts';
import { runNode } from '../support/children.ts';

let folder = '';
let path = '';
let said: string[] = [];
let asked: string[] = [];
let close = () => {};

const controls: Controls = {
  status: () => 'watching yes',
  start: () => void asked.push('start'),
  stop: () => void asked.push('stop'),
  sample: (share) => void asked.push(`sample ${share}`),
  dump: () => '{"pid":1}'.repeat(200_000),
  inventory: () => {
    throw new Error('no roots');
  },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'racewatch-control-'));
  path = join(folder, 'control');
  said = [];
  asked = [];
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true, force: true });
});

const listen = () => {
  close = listenOn(path, controls, (line) => said.push(line));
};

/** What comes back until the connection ends. */
function ask(text: string, end = true): Promise<string> {
  return new Promise((done, fail) => {
    let answer = '';
    const socket = connect(path, () => (end ? socket.end(text) : socket.write(text)));
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part;
    });
    socket.on('error', fail).on('close', () => done(answer));
  });
}

describe('the control socket', () => {
  it('is for its owner alone', () => {
    listen();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['status\n', 'ok\nwatching yes\n'],
    ['  status  \n', 'ok\nwatching yes\n'],
    ['on\n', 'ok\nwatching\n'],
    ['off\n', 'ok\nnot watching\n'],
    ['sample 5%\n', 'ok\nsample 5%\n'],
    ['statis\n', 'refused unknown request "statis" (did you mean "status"?)\n'],
    ['__proto__\n', 'refused unknown request "__proto__" (did you mean "inventory"?)\n'],
    ['\n', 'refused unknown request "" (did you mean "on"?)\n'],
    ['off now\n', 'refused "off" takes nothing\n'],
    ['sample\n', 'refused "sample" takes a share such as 5% or 0.05\n'],
    ['sample lots\n', 'refused "sample" takes a share such as 5% or 0.05, not "lots"\n'],
    ['sample 5% 6%\n', 'refused "sample" takes SHARE and no more\n'],
    ['inventory\n', 'refused that failed: no roots\n'],
    [`${'x'.repeat(2000)}\n`, 'refused a request is one line of at most 1024 letters\n'],
    ['status', ''],
    ['', ''],
  ])('answers %j with %j', async (request, answer) => {
    listen();
    expect(await ask(request)).toBe(answer);
  });

  it('does what it is asked', async () => {
    listen();
    for (const request of ['off\n', 'sample 0.1\n', 'on\n']) await ask(request, false);
    expect(asked).toEqual(['stop', 'sample 0.1', 'start']);
  });

  it('answers others while a client says nothing and another does not read', async () => {
    listen();
    const silent = connect(path);
    const deaf = connect(path, () => deaf.write('dump\n'));
    deaf.pause();
    expect(await ask('status\n')).toBe('ok\nwatching yes\n');
    silent.destroy();
    deaf.destroy();
  });

  it('hands out answers of any length', async () => {
    listen();
    expect((await ask('dump\n')).length).toBe('ok\n'.length + 9 * 200_000 + 1);
  });

  it('takes the place of a socket whose process was killed', async () => {
    const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    await runNode(['-e', script]);
    expect(statSync(path).isSocket()).toBe(true);
    listen();
    await expect.poll(() => ask('status\n').catch(() => '')).toBe('ok\nwatching yes\n');
  });

  it('leaves a socket alone that somebody listens on, and says so', async () => {
    listen();
    const first = close;
    listen();
    await expect.poll(() => said).toEqual([`cannot listen on control=${path}: it is in use`]);
    expect(await ask('status\n')).toBe('ok\nwatching yes\n');
    first();
  });

  it('leaves a file alone, and says so', async () => {
    writeFileSync(path, 'precious');
    listen();
    await expect.poll(() => said).toHaveLength(1);
    expect(said[0]).toContain(`control=${path}`);
    expect(statSync(path).isFile()).toBe(true);
  });

  it('does not keep the process alive', async () => {
    const at = (file: string) => JSON.stringify(join(__dirname, '../..', file));
    const script = `require(${at('dist/instrument/control/socket.js')}).listenOn(${JSON.stringify(path)}, {}, console.error)`;
    expect(await runNode(['-e', script])).toMatchObject({ code: 0, stderr: '' });
  });
});
