// Sampling locations against sampling requests: the number of requests until the demonstration's race is reported for
// the first time. `tsx bench/sampling/compare.ts`, after a build; --node PATH, --runs N, --share P, --dist DIR.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { buildExamples } from '../../examples/build.ts';

const CHECKOUT = join(__dirname, '..', '..');

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: process.execPath },
    runs: { type: 'string', default: '30' },
    share: { type: 'string', default: '0.05' },
    dist: { type: 'string', default: join(CHECKOUT, 'dist') },
  },
});

/** Clients, requests for each connection, the share of searches that fail and so walk the connections. */
const TRAFFIC: readonly (readonly [name: string, clients: number, perConnection: number, failing: number])[] =
  [
    ['24 clients, a connection lasts 2 requests, 10 % of the searches fail', 24, 2, 0.1],
    ['8 clients, a connection lasts 50 requests, 15 % of the searches fail', 8, 50, 0.15],
  ];

async function counts(by: string, traffic: readonly number[]): Promise<number[]> {
  const child = spawn(
    values.node,
    [
      '--require',
      join(values.dist, 'instrument/register.js'),
      join(__dirname, 'first-report.cjs'),
      ...[by, values.share, values.runs, ...traffic].map(String),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        RACEWATCH_BENCH_DIST: values.dist,
        RACEWATCH: `fail_on=never instrument=off log_path=${join(tmpdir(), 'racewatch-sampling')}`,
      },
    },
  );
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return (JSON.parse(output) as (number | null)[]).map((count) => count ?? Number.POSITIVE_INFINITY);
}

function quantile(sorted: readonly number[], part: number): string {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] as number;
  return Number.isFinite(value) ? String(value) : 'over 200000';
}

async function main(): Promise<void> {
  buildExamples(CHECKOUT);
  const lines = ['| traffic | sampled | median | quarter | three quarters |', '|---|---|---:|---:|---:|'];
  for (const [name, ...traffic] of TRAFFIC) {
    for (const by of ['all', 'locations', 'requests']) {
      process.stderr.write(`${name}: ${by} …\n`);
      const sorted = (await counts(by, traffic)).toSorted((a, b) => a - b);
      lines.push(
        `| ${name} | ${by} | ${quantile(sorted, 0.5)} | ${quantile(sorted, 0.25)} | ${quantile(sorted, 0.75)} |`,
      );
    }
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
