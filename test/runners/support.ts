// Runs a test runner as a child process on a fixture project, and reads what it says.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/children.ts';

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they came. */
  readonly output: string;
}

/** Runs node in a folder; without what this test's own runner has set. */
export function node(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:VITEST|RACEWATCH|NODE_TEST|NODE_OPTIONS)/.test(name),
  );
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: { ...Object.fromEntries(own), NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '', output: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      said.output += text;
    });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, ...said }));
  });
}

/** The folder of a fixture project of Vitest. */
export function project(name: string): string {
  return join(ROOT, 'test/runners/vitest/projects', name);
}

const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

/** Runs Vitest in a project. */
export function vitest(
  name: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  return node([VITEST, 'run', ...args], project(name), env);
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export interface Outcome extends Said {
  /** `passed` or the first line of each failure, by full name; files that fail by themselves by their name. */
  readonly tests: Readonly<Record<string, string>>;
}

/** Runs Vitest in a project and tells how each test ended. */
export async function outcomes(name: string, args: readonly string[] = []): Promise<Outcome> {
  const file = join(mkdtempSync(join(tmpdir(), 'racewatch-runners-')), 'report.json');
  const said = await vitest(name, ['--reporter=json', `--outputFile=${file}`, ...args]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport;
  const tests: Record<string, string> = {};
  for (const result of report.testResults) {
    if (result.message !== '') tests[result.name.replace(/^.*\//, '')] = firstLine(result.message);
    // Of a test that passed when tried again, the failures before are told as well.
    for (const { fullName, status, failureMessages } of result.assertionResults)
      tests[fullName] = status === 'failed' ? failureMessages.map(firstLine).join(' | ') : status;
  }
  return { ...said, tests };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** What differs from run to run, taken out. */
export function steady(output: string): string {
  return (
    output
      .replaceAll(ROOT, '<root>')
      .replace(/\b\d+(?:\.\d+)? ?m?s\b/g, '<time>')
      // Mocha says how long a test took when it was slow.
      .replace(/( ✔ .*) \(<time>\)$/gm, '$1')
      // Timers that are due together run one after the other under Node's own frames.
      .replace(/^ *\.\.\. \d+ more in node\n/gm, '')
      .replace(/\btask \d+/g, 'task N')
      .replace(/\bTask \d+/g, 'Task N')
      .replace(/\bturn \d+/g, 'turn N')
      .replace(/\b\d\d:\d\d:\d\d\b/g, '<clock>')
      .replace(/v\d+\.\d+\.\d+/g, '<version>')
      .replace(/:\d{4,5}\b/g, ':<port>')
      .replace(/[ \t]+$/gm, '')
  );
}

/** Whether a package is there for the fixtures: some are big, and not everybody has them. */
export function isInstalled(name: string): boolean {
  try {
    createRequire(join(ROOT, 'package.json')).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}
