// Which files a log may have shown: scripts of the project, and nothing else.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { codeBelow } from '../../src/cli/source-code.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'racewatch-source-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), 'the line\n');
}

const SHOWN = 'js cjs mjs jsx ts cts mts tsx vue svelte'.split(' ').map((ending) => `src/a.${ending}`);
const HIDDEN = [
  '.env',
  '.git/config',
  '.git/hook.js',
  'src/.secret.js',
  'src/.ssh/key.ts',
  'key.pem',
  'a.json',
];
for (const name of [...SHOWN, ...HIDDEN]) write(name);
symlinkSync('.env', join(folder, 'link.js'));

describe('a line of a log', () => {
  const show = codeBelow(folder);
  const at = (name: string) => show({ function: 'f', file: join(folder, name), line: 1, column: 1 });

  it.each(SHOWN)('may show %s', (name) => {
    expect(at(name)).toContain('the line');
  });

  it.each([...HIDDEN, 'link.js'])('never shows %s', (name) => {
    expect(at(name)).toBeUndefined();
  });
});
