// `npm run soak`: two million requests at a watched service whose objects, connections and worker threads come and
// go. Fails when heap or resident memory grow over the second half, when descriptors or timers are left, when the
// process does not end by itself, or when a report is not well formed.
// Options: --requests N, --options 'as in RACEWATCH', --node PATH.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../../src/report/race.schema.json' with { type: 'json' };
import { sendRequests } from './load.ts';
import { slopeOf } from './slope.ts';

const CHECKOUT = join(__dirname, '..', '..');
const SAMPLES = 100;
const WARM_UP = 1000;
/** Growth over the second half that counts as flat, as a share of the mean. */
const FLAT = 0.02;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '2000000' },
    options: { type: 'string', default: '' },
    node: { type: 'string', default: process.execPath },
  },
});

interface Sample {
  readonly heapUsed: number;
  readonly rss: number;
  readonly descriptors: number;
  readonly resources: readonly string[];
  readonly stats: { readonly accesses: number; readonly faults: number; readonly races: number };
}

/** What a sample says, and how many requests were answered by then. */
type Point = Sample & { readonly answered: number };

async function main(): Promise<void> {
  const requests = Number(values.requests);
  const logs = mkdtempSync(join(tmpdir(), 'racewatch-soak-'));
  const service = startService(join(logs, 'races'));
  try {
    const { port } = await told<{ port: number }>(service);
    // Reports open their file, and the engine its own pipes, with the first requests and the first thread.
    await load(service, port, WARM_UP);
    const before = await quiet(service);
    const { points, failed, workers } = await load(service, port, requests);
    const after = await quiet(service);
    const exit = await end(service);
    const lines = readLogs(logs);
    const problems = [
      ...judgeGrowth(points),
      ...(failed > 0 ? [`${failed} requests failed`] : []),
      ...(workers.some((code) => code !== 0) ? ['a worker thread failed'] : []),
      ...judgeLeftovers(before, after),
      ...exit,
      ...lines.problems,
      ...((points.at(-1)?.stats.faults ?? 0) > 0 ? ['the detector had a fault'] : []),
    ];
    const last = points.at(-1)?.stats;
    print(`requests ${points.at(-1)?.answered}, worker threads ${workers.length}`);
    print(
      `accesses recorded ${last?.accesses}, distinct races ${last?.races}, lines of reports ${lines.count}`,
    );
    for (const problem of problems) print(`FAILED: ${problem}`);
    print(problems.length === 0 ? 'soak passed' : 'soak failed');
    process.exitCode = problems.length === 0 ? 0 : 1;
  } finally {
    service.kill('SIGKILL');
    rmSync(logs, { recursive: true, force: true });
  }
}

function startService(logPath: string): ChildProcess {
  const dist = join(CHECKOUT, 'dist');
  const preload = ['--expose-gc', '--require', join(dist, 'instrument', 'register.js')];
  const { NODE_OPTIONS: _, ...kept } = process.env;
  return spawn(values.node, [...preload, join(__dirname, 'service.cjs')], {
    cwd: __dirname,
    env: {
      ...kept,
      NODE_ENV: 'production',
      RACEWATCH: `log_path=${logPath} format=jsonl exitcode=0 ${values.options}`,
      RACEWATCH_BENCH_DIST: dist,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

interface Load {
  readonly points: readonly Point[];
  readonly failed: number;
  readonly workers: readonly number[];
}

/** Sends all requests; on the way it takes samples and has a worker thread started with each of them. */
async function load(service: ChildProcess, port: number, requests: number): Promise<Load> {
  const points: Point[] = [];
  const workers: number[] = [];
  const onWorker = (message: { worker?: number }) => {
    if (message.worker !== undefined) workers.push(message.worker);
  };
  service.on('message', onWorker);
  const every = Math.max(Math.ceil(requests / SAMPLES), WARM_UP);
  let pending = Promise.resolve();
  const failed = await sendRequests(port, requests, (answered) => {
    if (answered % every !== 0) return;
    pending = pending.then(async () => {
      service.send('worker');
      points.push({ ...(await ask(service)), answered });
      if (points.length % 10 === 0) print(`${answered} requests, ${megabytes(points.at(-1))}`);
    });
  });
  await pending;
  service.off('message', onWorker);
  return { points, failed, workers };
}

/** The next message that is no worker's end. */
async function told<T extends object>(service: ChildProcess): Promise<T> {
  for (;;) {
    const [message] = (await once(service, 'message')) as [T];
    if (!('worker' in message)) return message;
  }
}

function ask(service: ChildProcess): Promise<Sample> {
  const answer = told<Sample>(service);
  service.send('sample');
  return answer;
}

/** A sample once the connections are closed and the worker threads gone. */
async function quiet(service: ChildProcess): Promise<Sample> {
  service.send('quiet');
  let now = await ask(service);
  for (let calm = 0; calm < 4; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const next = await ask(service);
    calm = next.descriptors < now.descriptors || next.resources.length < now.resources.length ? 0 : calm + 1;
    now = next;
  }
  return now;
}

function judgeLeftovers(before: Sample, after: Sample): string[] {
  const descriptors = after.descriptors - before.descriptors;
  const resources = after.resources.length - before.resources.length;
  if (descriptors <= 0 && resources <= 0) return [];
  return [`left over: ${descriptors} descriptors; kept alive by ${after.resources.join(', ')}`];
}

/** Whether the process ends by itself once its server and its channel are closed. */
async function end(service: ChildProcess): Promise<string[]> {
  const exited = once(service, 'exit');
  service.send('end');
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, 10_000, 'late').unref());
  const outcome = await Promise.race([exited, late]);
  if (outcome === 'late') return ['the process did not end by itself'];
  return outcome[0] === 0 ? [] : [`the process ended with ${outcome[0] ?? outcome[1]}`];
}

function judgeGrowth(points: readonly Point[]): string[] {
  const half = points.slice(points.length >> 1);
  const span = (half.at(-1)?.answered ?? 0) - (half[0]?.answered ?? 0);
  return (['heapUsed', 'rss'] as const).flatMap((kind) => {
    const mean = half.reduce((sum, point) => sum + point[kind], 0) / half.length;
    const { slope, error } = slopeOf(half.map((point) => [point.answered, point[kind]] as const));
    const grown = (slope * span) / mean;
    const spread = (error * span) / mean;
    const words = `${kind} over the second half: ${slope.toFixed(3)} ± ${error.toFixed(3)} bytes a request, ${percent(grown)} ± ${percent(spread)} of ${Math.round(mean / 1e6)} MB`;
    print(words);
    return grown - 2 * spread > FLAT ? [words] : [];
  });
}

function readLogs(folder: string): { count: number; problems: string[] } {
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  let count = 0;
  const problems: string[] = [];
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)) {
      count++;
      if (!isWellFormed(line, validate))
        problems.push(`${name} has a line that is no report: ${line.slice(0, 80)}`);
    }
  }
  if (count === 0) problems.push('no race was reported');
  return { count, problems: problems.slice(0, 5) };
}

function isWellFormed(line: string, validate: (value: unknown) => boolean): boolean {
  try {
    return validate(JSON.parse(line));
  } catch {
    return false;
  }
}

function megabytes(sample: Sample | undefined): string {
  if (sample === undefined) return '';
  return `heap ${(sample.heapUsed / 1e6).toFixed(1)} MB, resident ${(sample.rss / 1e6).toFixed(1)} MB, ${sample.descriptors} descriptors`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
