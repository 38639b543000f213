// Child processes: a measured program runs in a fresh Node, with or without the detector, under one environment.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Setting {
  /** The Node that runs the programs. */
  readonly node: string;
  /** The compiled detector. */
  readonly dist: string;
}

export type Form = 'plain' | 'watched' | 'cls';

const PROGRAMS = join(__dirname, 'programs');

/** The command line of a program in one of its forms. */
function commandOf(setting: Setting, program: string, form: Form, flags: readonly string[]): string[] {
  const preload = form === 'watched' ? ['--require', resolve(setting.dist, 'instrument', 'register.js')] : [];
  return [...flags, ...preload, join(PROGRAMS, `${program}.cjs`), form];
}

function environment(setting: Setting): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...kept } = process.env;
  const racewatch = `log_path=${join(tmpdir(), 'racewatch-bench')} fail_on=never`;
  return {
    ...kept,
    RACEWATCH: racewatch,
    RACEWATCH_BENCH_DIST: resolve(setting.dist),
    NODE_ENV: 'production',
  };
}

/** Runs a program to its end and returns the JSON it printed. */
export async function runProgram<T>(
  setting: Setting,
  program: string,
  form: Form,
  flags: readonly string[] = [],
): Promise<T> {
  return readJson(spawnNode(setting, commandOf(setting, program, form, flags)));
}

/** Starts a server that talks over IPC. */
export function startServer(setting: Setting, form: Form): ChildProcess {
  return spawn(setting.node, commandOf(setting, 'http-server', form, []), {
    env: environment(setting),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Runs the load generator, on the Node of this process, so that all servers meet the same load. */
export async function runLoad<T>(port: number, connections: number, seconds: number): Promise<T> {
  const command = [join(PROGRAMS, 'http-load.cjs'), port, connections, seconds].map(String);
  return readJson(spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] }));
}

function spawnNode(setting: Setting, command: string[]): ChildProcess {
  if (!existsSync(resolve(setting.dist, 'instrument', 'register.js'))) {
    throw new Error(`nothing is compiled in ${setting.dist}`);
  }
  return spawn(setting.node, command, { env: environment(setting), stdio: ['ignore', 'pipe', 'inherit'] });
}

async function readJson<T>(child: ChildProcess): Promise<T> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}`);
  return JSON.parse(text) as T;
}

/** Asks a server over IPC. */
export async function answerOf<T>(server: ChildProcess, question?: string): Promise<T> {
  const answer = once(server, 'message');
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code}`);
  });
  ended.catch(() => {});
  if (question !== undefined) server.send(question);
  const [message] = (await Promise.race([answer, ended])) as [T];
  return message;
}
