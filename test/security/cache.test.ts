// The cache of instrumented modules is code that is run: only what this user wrote is read, whatever lies in the folder.

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Packs } from '../../instrument/modules/packs.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'racewatch-packs-'));
  expect(new Packs(folder).write('id', Buffer.from('mine'))).toBe(true);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pack = () => join(folder, readdirSync(folder).find((name) => name.endsWith('.pack')) as string);
const read = () => new Packs(folder).read('id')?.toString();

describe('a pack', () => {
  it('is for its owner alone, and read by them', () => {
    expect(statSync(pack()).mode & 0o777).toBe(0o600);
    expect(read()).toBe('mine');
  });

  it.each([0o620, 0o602, 0o666])('that others can write to is not read (%i)', (mode) => {
    chmodSync(pack(), mode);
    expect(read()).toBeUndefined();
  });

  it.runIf(process.getuid?.() === 0)('of another user is not read', () => {
    chownSync(pack(), 12_345, 12_345);
    expect(read()).toBeUndefined();
  });

  it('that is a link is not read', () => {
    const target = join(folder, 'target');
    writeFileSync(target, '', { mode: 0o600 });
    rmSync(pack());
    symlinkSync(target, join(folder, 'link.pack'));
    expect(read()).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('that is a pipe is not waited for', () => {
    execFileSync('mkfifo', [join(folder, 'a.pack')]);
    expect(read()).toBe('mine');
  });

  it.each(['-64', '-1', '1e3', '0x10', '99999999999999999999', 'NaN', ''])(
    'whose record has the length %s ends there',
    (length) => {
      writeFileSync(join(folder, '0.pack'), `${`rw2 id ${length}`.padEnd(63)}\n`.repeat(3), { mode: 0o600 });
      expect(read()).toBe('mine');
    },
  );
});
