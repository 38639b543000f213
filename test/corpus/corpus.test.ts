// Runs the whole corpus on the Node that runs the tests. Needs a build.

import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

interface Summary {
  race: number;
  norace: number;
  found: number;
  falsePositives: string[];
  falseNegatives: string[];
  faults: string[];
  knownGaps: string[];
  gapsClosed: string[];
}

const here = dirname(fileURLToPath(import.meta.url));

function runCorpus(): Promise<Summary> {
  return new Promise((resolve, reject) => {
    const args = [join(here, 'run.mjs'), '--json'];
    execFile(process.execPath, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve(JSON.parse(stdout) as Summary);
      else reject(error ?? new Error(stderr));
    });
  });
}

describe('the corpus', () => {
  let summary: Summary;
  beforeAll(async () => {
    summary = await runCorpus();
  }, 300_000);

  it('raises no false alarm', () => expect(summary.falsePositives).toEqual([]));

  it('misses no race but the known gaps', () => expect(summary.falseNegatives).toEqual([]));

  it('leaves the output of every program as it is, and reports by the schema with three sites', () =>
    expect(summary.faults).toEqual([]));

  it('finds each race that is not a known gap', () =>
    expect(summary.found).toBe(summary.race - summary.knownGaps.length - summary.gapsClosed.length));

  it('is as large as it must be', () => {
    expect(summary.race).toBeGreaterThanOrEqual(50);
    expect(summary.norace).toBeGreaterThanOrEqual(45);
  });
});
