// Runs compiled examples as child processes, plain or under the preload, and reads their reports.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, onTestFinished } from 'vitest';
import { buildExamples } from '../../examples/build.ts';
import type { Race, ReportedAccess } from '../../src/report/model.ts';

export const root = resolve(__dirname, '../..');
const register = join(root, 'dist/instrument/register.js');

/** Compiles the examples into a directory of the caller's own, for test files run side by side. */
export function compile(name: string): string {
  return buildExamples(root, join(root, '.cache/examples', name));
}

export const preload = ['--require', register];

/** A directory for the reports of one test, and the option string that sends them there. */
export function reportsTo(name: string): { options: string; read(): Race[] } {
  if (!existsSync(register)) throw new Error('dist/instrument/register.js is missing: npm run build first');
  const directory = mkdtempSync(join(tmpdir(), `racewatch-${name}-`));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return {
    options: `format=jsonl log_path=${join(directory, 'race')}`,
    read: () => readdirSync(directory).flatMap((file) => readRaces(join(directory, file))),
  };
}

const validate = new Ajv2020({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(root, 'src/report/race.schema.json'), 'utf8')),
);

function readRaces(file: string): Race[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const races = lines.map((line) => JSON.parse(line) as Race);
  for (const race of races) {
    validate(race);
    expect(validate.errors, `against the schema: ${JSON.stringify(race)}`).toBeNull();
  }
  return races;
}

export interface Outcome {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export async function runScript(
  script: string,
  { args = [], nodeArguments = [], options }: { args?: string[]; nodeArguments?: string[]; options?: string },
): Promise<Outcome> {
  const env = { ...process.env, RACEWATCH: options ?? '' };
  const child = spawn(process.execPath, [...nodeArguments, script, ...args], { cwd: root, env });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  const [stdout, stderr] = await outputs;
  return { exitCode, stdout, stderr };
}

/** Where an access stands in the application: `FILE:LINE` of the innermost frame that is the example's own. */
export function siteOf(access: ReportedAccess | undefined): string | undefined {
  const frame = access?.stack.find(({ file }) => file.startsWith('examples/'));
  return frame && `${frame.file}:${frame.line}`;
}

/** `FILE:LINE` of the first line of a file that contains the text. */
export function lineWith(file: string, code: string): string {
  const index = readFileSync(join(root, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(code));
  if (index === -1) throw new Error(`${file} has no line with ${code}`);
  return `${file}:${index + 1}`;
}
