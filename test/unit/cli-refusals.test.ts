// Input and output that the commands over logs refuse, so that nothing is lost and no CI is green by mistake. Compiled,
// in real processes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json-lines.ts';
import type { Level, Race } from '../../src/report/model.ts';
import { renderText } from '../../src/report/text.ts';
import { writeBaseline } from '../../src/suppress/baseline.ts';
import { ROOT, runNode } from '../support/children.ts';
import { RACES } from './report-races.ts';

const MAIN = join(ROOT, 'dist/src/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'racewatch-refusals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const racewatch = (...args: string[]) => runNode([MAIN, ...args], { cwd: folder });
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const lost = RACES['lost-update'] as Race;
const text = renderText(lost, { color: false });
const line = (nth: number, level: Level = 'error') =>
  `${renderJson({ ...lost, level, fingerprint: nth.toString(16).padStart(16, '0') })}\n`;

write('race.1.jsonl', line(1));
write('race.2.jsonl', line(2));
write('warning.jsonl', line(3, 'warning'));
write('people/race.4711.txt', text);
write('both/race.1.jsonl', line(1, 'notice'));
write('both/deep/race.4712-2.1.txt', text);
write('saved/race.1.jsonl', line(1));
write('saved/report.txt', text);
write('notes/readme.txt', 'nothing\n');
write('foreign.jsonl', '{"level":30}\nstarted\n');
write('newer.jsonl', '{"schema":"racewatch.race/2"}\n');
write('blank.jsonl', '\n\n');
write('base.json', writeBaseline([]));
write('notes.json', '{"mine":1}');
symlinkSync('circle', join(folder, 'circle'));

const TEXT = 'has text reports, which only people can read: run with format=jsonl\n';

describe('a report', () => {
  it.each([
    [['--fail-on=notice', 'people/'], `racewatch: "people/race.4711.txt" ${TEXT}`],
    [['--fail-on=error', 'both'], `racewatch: "both/deep/race.4712-2.1.txt" ${TEXT}`],
    [['people/race.4711.txt'], `racewatch: "people/race.4711.txt" ${TEXT}`],
    [
      ['--level=error', '--fail-on=warning', 'warning.jsonl'],
      'racewatch: --fail-on warning is below --level error, which leaves those races out: use --level warning\n',
    ],
    [
      ['--output=race.1.jsonl', 'race.2.jsonl'],
      'racewatch: --output race.1.jsonl is there and is named as a log; write to another file\n',
    ],
    [['circle'], 'racewatch: cannot look for logs at "circle": its links go round in a circle\n'],
  ])('%j is refused in one sentence', async (args, stderr) => {
    expect(await racewatch('report', ...args)).toMatchObject({ code: 2, stdout: '', stderr });
    expect(textOf('race.1.jsonl')).toBe(line(1));
  });

  it('of a file without a race in any line is no green one', async () => {
    const { code, stdout, stderr } = await racewatch('report', 'foreign.jsonl', 'blank.jsonl');
    expect([code, stdout]).toEqual([2, 'Found 0 races in 2 files; 2 lines could not be read\n']);
    expect(stderr).toContain(
      'racewatch: no race in any line of foreign.jsonl: is that a log of format=jsonl?\n',
    );
    expect(await racewatch('report', '--fail-on=error', 'foreign.jsonl', 'race.1.jsonl')).toMatchObject({
      code: 66,
    });
  });

  it.each([
    [['--fail-on=never', '--level=error', 'warning.jsonl']],
    [['--fail-on=error', '--level=error', 'warning.jsonl']],
    [['saved']],
    [['notes']],
    [['blank.jsonl']],
    [['--format=jsonl', '--output=merged.jsonl', 'race.2.jsonl']],
    [['--format=jsonl', '--output=merged.jsonl', 'race.1.jsonl']],
  ])('%j is written', async (args) => {
    expect(await racewatch('report', ...args)).toMatchObject({ code: 0 });
  });
});

describe('a baseline', () => {
  it.each(['race.1.jsonl', 'notes.json', 'warning.jsonl'])('is not written over %s', async (file) => {
    const before = textOf(file);
    const { code, stderr } = await racewatch('baseline', '--write', file, 'race.2.jsonl');
    expect([code, stderr]).toEqual([
      2,
      `racewatch: --write "${file}" is there and is no baseline; name another file, or take it away first\n`,
    ]);
    expect(textOf(file)).toBe(before);
  });

  it('is written over another one, and where there is none', async () => {
    for (const file of ['base.json', 'new.json']) {
      expect(await racewatch('baseline', '--write', file, 'race.2.jsonl')).toMatchObject({ code: 0 });
      expect(textOf(file)).toContain('"0000000000000002"');
    }
  });

  it('is not written of a file that is no log', async () => {
    expect(await racewatch('baseline', '--write=none.json', 'foreign.jsonl', 'race.1.jsonl')).toMatchObject({
      code: 2,
    });
  });
});

describe('more races than are held', () => {
  const logs = ['race.1.jsonl', 'race.2.jsonl'];

  it.each([
    ['baseline', '--write=all.json'],
    ['explain', '0000000000000002'],
    ['suppress', '0000000000000002'],
  ])('are for %s to be raised by --max-races', async (...words) => {
    const few = await racewatch(...words, '--max-races=1', ...logs);
    expect([few.code, few.stderr]).toEqual([2, expect.stringContaining(': raise --max-races to see them\n')]);
    expect(await racewatch(...words, '--max-races=2', ...logs)).toMatchObject({ code: 0 });
  });
});

describe('standard output', () => {
  it('that is full is one sentence and exit code 1', () => {
    const { status, stderr } = spawnSync(process.execPath, [MAIN, 'version'], {
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, 'racewatch: cannot write to standard output: the disk is full\n']);
  });
});
