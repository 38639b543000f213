// Rounds: plain and the other form in turns, A B A B, so that a busy machine disturbs both alike. The ratio is the
// median of the rounds' ratios; the ratio of the least values is shown beside it.

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeApplication } from './application.ts';
import {
  answerOf,
  type Form,
  runLoad,
  runProgram,
  type Setting,
  startApplication,
  startServer,
} from './children.ts';
import type { Growth, Measure, Memory, ProgramSet, Serving, Starting, Timing } from './measures.ts';

export interface Figures {
  readonly plain: number;
  readonly other: number;
  readonly unit: string;
  /** What the limit is held against. */
  readonly ratio: number;
  /** Ratio of the least disturbed batches; for a server, of its own processor time per request. */
  readonly least: number;
  readonly ratios: readonly number[];
  /** More of the same rounds, for the JSON file. */
  readonly details: unknown;
}

/** One line of the table. */
export interface Row {
  readonly measure: Measure;
  readonly figures: Figures;
}

export interface Length {
  readonly rounds: number;
  readonly seconds: number;
}

const CONNECTIONS = 50;

export async function figuresOf(measure: Measure, setting: Setting, length: Length): Promise<Figures> {
  switch (measure.kind) {
    case 'timing':
      return timing(measure, setting, length);
    case 'serving':
      return serving(measure, setting, length);
    case 'growth':
      return growth(measure, setting);
    case 'set':
      return programSet(measure, setting, length);
    case 'starting':
      return starting(measure, setting, length);
    case 'memory':
      return memory(measure, setting);
  }
}

interface Sample {
  /** Median and least nanoseconds of processor time per operation, and wall time. */
  readonly value: number;
  readonly least: number;
  readonly wall: number;
  readonly accesses?: number;
}

async function timing(
  { program, form = 'watched', options = '' }: Timing,
  setting: Setting,
  length: Length,
): Promise<Figures> {
  const run = (which: Form) => runProgram<Sample>(setting, program, which, { options });
  const { plain, other } = await alternate(length.rounds, run, form);
  return {
    ...compare(
      plain.map(({ value }) => value),
      other.map(({ value }) => value),
    ),
    least: Math.min(...other.map(({ least }) => least)) / Math.min(...plain.map(({ least }) => least)),
    unit: 'ns',
    details: { plain, other },
  };
}

async function programSet(measure: ProgramSet, setting: Setting, length: Length): Promise<Figures> {
  const all: [program: string, figures: Figures][] = [];
  for (const program of measure.programs) {
    const one: Timing = { kind: 'timing', name: program, title: program, program, form: 'instrumented' };
    all.push([program, await timing(one, setting, length)]);
  }
  const ratios = all.map(([, { ratio }]) => ratio);
  return {
    plain: 1,
    other: Math.max(...ratios),
    unit: 'x',
    ratio: median(ratios),
    least: median(all.map(([, { least }]) => least)),
    ratios,
    details: Object.fromEntries(all),
  };
}

interface Started {
  /** Microseconds of processor time, and since the process began. */
  readonly user: number;
  readonly system: number;
  readonly wall: number;
}

async function starting(measure: Starting, setting: Setting, { rounds }: Length): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'racewatch-start-'));
  try {
    writeApplication(folder, measure.modules);
    const run = async (form: Form): Promise<Started> => {
      if (measure.cache === 'first') rmSync(join(folder, 'cache'), { recursive: true, force: true });
      return startApplication<Started>(setting, folder, form);
    };
    if (measure.cache === 'cached') await run('instrumented');
    const { plain, other } = await alternate(rounds, run, 'instrumented');
    const cost = ({ user, system }: Started) => (user + system) / 1000;
    const least = (samples: readonly Started[]) => Math.min(...samples.map(cost));
    return {
      ...compare(plain.map(cost), other.map(cost)),
      least: least(other) / least(plain),
      unit: 'ms',
      details: { plain, other },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function memory({ program }: Memory, setting: Setting): Promise<Figures> {
  const more = { flags: ['--expose-gc'] };
  const plain = await runProgram<{ value: number }>(setting, program, 'plain', more);
  const other = await runProgram<{ value: number }>(setting, program, 'instrumented', more);
  const ratio = (other.value - plain.value) / 1024;
  return {
    plain: plain.value,
    other: other.value,
    unit: 'B',
    ratio,
    least: ratio,
    ratios: [ratio],
    details: { plain, other },
  };
}

interface Served {
  /** Per second. */
  readonly requests: number;
  /** Microseconds of the server's processor time per request, in its own code and in the kernel's. */
  readonly user: number;
  readonly system: number;
  readonly races: number;
  readonly accesses?: number;
}

async function serving(
  { form, options }: Serving,
  setting: Setting,
  { rounds, seconds }: Length,
): Promise<Figures> {
  const { plain, other } = await alternate(rounds, (which) => serve(setting, which, seconds, options), form);
  // Requests per second go down as the cost goes up: plain / watched.
  const figures = compare(
    other.map(({ requests }) => requests),
    plain.map(({ requests }) => requests),
  );
  // Waking the load generator costs the kernel more the longer it slept, so its time says little about us.
  const user = compare(
    plain.map((one) => one.user),
    other.map((one) => one.user),
  );
  return {
    ...figures,
    plain: figures.other,
    other: figures.plain,
    least: user.ratio,
    unit: 'req/s',
    details: { user, plain, other },
  };
}

interface Usage {
  /** Microseconds. */
  readonly user: number;
  readonly system: number;
  readonly races: number;
  readonly accesses?: number;
}

interface Load {
  readonly answered: number;
  readonly failed: number;
  readonly seconds: number;
}

async function serve(setting: Setting, form: Form, seconds: number, options = ''): Promise<Served> {
  const server = startServer(setting, form, options);
  const exit = once(server, 'exit');
  try {
    const { port } = await answerOf<{ port: number }>(server);
    // Long enough for the compiler to have done its work: watched code is more code.
    await runLoad<Load>(port, CONNECTIONS, seconds * 2);
    const before = await answerOf<Usage>(server, 'usage');
    const load = await runLoad<Load>(port, CONNECTIONS, seconds);
    const after = await answerOf<Usage>(server, 'usage');
    if (load.failed > 0) throw new Error(`${load.failed} requests failed`);
    return {
      requests: load.answered / load.seconds,
      user: (after.user - before.user) / load.answered,
      system: (after.system - before.system) / load.answered,
      races: after.races,
      ...(after.accesses === undefined ? {} : { accesses: after.accesses }),
    };
  } finally {
    if (server.connected) server.disconnect();
    await exit;
  }
}

interface Heap {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

async function growth({ program, unit }: Growth, setting: Setting): Promise<Figures> {
  const heap = await runProgram<Heap>(setting, program, 'watched', { flags: ['--expose-gc'] });
  const { value, first, second } = heap;
  const inUnit = (figure: number) => (unit === 'MB' ? figure / 2 ** 20 : figure);
  return {
    plain: inUnit(first),
    other: inUnit(second),
    unit,
    ratio: value,
    least: value,
    ratios: [value],
    details: heap,
  };
}

async function alternate<T>(
  rounds: number,
  run: (form: Form) => Promise<T>,
  otherForm: Form,
): Promise<{ plain: T[]; other: T[] }> {
  const plain: T[] = [];
  const other: T[] = [];
  for (let round = 0; round < rounds; round++) {
    plain.push(await run('plain'));
    other.push(await run(otherForm));
  }
  return { plain, other };
}

function compare(plain: readonly number[], other: readonly number[]) {
  const ratios = plain.map((value, round) => (other[round] as number) / value);
  return { plain: median(plain), other: median(other), ratio: median(ratios), ratios };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}
