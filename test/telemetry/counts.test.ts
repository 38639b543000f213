// A race that goes on: reported at once, counted from then on, and the counts are in the log at the end.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { racesIn } from '../e2e/workshop.ts';
import { ROOT, runNode } from '../support/children.ts';

const PRELOAD = join(ROOT, 'dist/instrument/register.js');
const PROGRAM = join(ROOT, 'test/telemetry/counts.cjs');
const ROUNDS = 200;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'racewatch-counts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(format: 'jsonl' | 'text', rounds: number, ending = '') {
  const racewatch = `log_path=${join(folder, 'race')} format=${format} exitcode=0`;
  const ended = await runNode(['--require', PRELOAD, PROGRAM, `${rounds}`, ending], {
    env: { RACEWATCH: racewatch },
  });
  const [name] = readdirSync(folder);
  const log = join(folder, name as string);
  return { ended, log, text: readFileSync(log, 'utf8'), counts: JSON.parse(ended.stdout) as number[] };
}

it.each([
  ['it ends by itself', ''],
  ['a signal ends it', 'signal'],
])('the lines of a race add up to how often it was seen when %s', async (_name, ending) => {
  const { ended, log, text, counts } = await run('jsonl', ROUNDS, ending);
  expect([ended.code, ended.signal]).toEqual(ending === '' ? [0, null] : [null, 'SIGTERM']);
  const lines = racesIn(text);
  const [seen] = counts as [number];
  expect(counts).toHaveLength(1);
  expect(seen).toBeGreaterThanOrEqual(ROUNDS);
  expect(lines.map(({ count }) => count)).toEqual([1, seen - 1]);
  expect(new Set(lines.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  const report = await runNode([join(ROOT, 'dist/src/cli/main.js'), 'report', log]);
  expect(report.stdout).toMatch(new RegExp(`\nFound 1 race, seen ${seen} times in 1 file\n$`));
});

it('a race that was seen once has one line', async () => {
  const { text, counts } = await run('jsonl', 1);
  expect(racesIn(text).map(({ count }) => count)).toEqual(counts);
});

it('text tells each race once, and how often all were seen', async () => {
  const { text, counts } = await run('text', ROUNDS);
  expect(text.match(/^WARNING: RACE/gm)).toHaveLength(1);
  expect(text).toMatch(new RegExp(`\nFound 1 race, seen ${counts[0]} times\n$`));
});
