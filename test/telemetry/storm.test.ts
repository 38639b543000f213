// A hundred thousand different races in one process: what is kept, what is written and what is held stay within bounds.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { racesIn } from '../e2e/workshop.ts';
import { ROOT, runNode } from '../support/children.ts';

const COUNT = 100_000;
const KEPT = 1000;
const MB = 2 ** 20;

interface Outcome {
  readonly kept: number;
  readonly racesDropped: number;
  readonly racesCounted: number;
  readonly faults: number;
  readonly heapGrowth: number;
  readonly residentGrowth: number;
}

const folder = mkdtempSync(join(tmpdir(), 'racewatch-storm-'));
let outcome: Outcome;
let said: string;
let files: string[];

beforeAll(async () => {
  const ended = await runNode(
    [
      '--expose-gc',
      '--require',
      join(ROOT, 'dist/instrument/register.js'),
      join(ROOT, 'test/telemetry/storm.cjs'),
      `${COUNT}`,
    ],
    {
      env: {
        RACEWATCH: `log_path=${join(folder, 'race')} format=jsonl exitcode=0 rotate_size=1MB rotate_count=1`,
      },
    },
  );
  expect(ended.code, ended.stderr).toBe(0);
  outcome = JSON.parse(ended.stdout);
  said = ended.stderr;
  files = readdirSync(folder).map((name) => join(folder, name));
}, 900_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a storm of a hundred thousand different races', () => {
  it('leaves a thousand that are kept, and counts every other one', () => {
    expect(outcome).toMatchObject({ kept: KEPT, faults: 0 });
    expect(outcome.kept + outcome.racesDropped + outcome.racesCounted).toBe(COUNT);
  });

  it('is said in one line, once', () => {
    expect(
      said.match(/^racewatch: 1000 different races were found, more are not reported.*\n$/),
    ).not.toBeNull();
  });

  it('fills the log to its bounds and no further', () => {
    expect(files).toHaveLength(2);
    for (const file of files) expect(statSync(file).size, file).toBeLessThanOrEqual(MB);
    const races = files.flatMap((file) => racesIn(readFileSync(file, 'utf8')));
    expect(races.length).toBeGreaterThan(100);
    expect(races.length).toBeLessThanOrEqual(KEPT);
  });

  it('makes memory no larger than it was after the first tenth', () => {
    expect(outcome.heapGrowth).toBeLessThan(32);
    expect(outcome.residentGrowth).toBeLessThan(256);
  });
});
