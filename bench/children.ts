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

/** `watched` has the Proxies only, `instrumented` the instrumentation as well. */
export type Form = 'plain' | 'watched' | 'instrumented' | 'cls';

const PROGRAMS = join(__dirname, 'programs');
const OPTIONS = `log_path=${join(tmpdir(), 'racewatch-bench')} fail_on=never cache=off`;

/** The command line of a program in one of its forms. */
function commandOf(setting: Setting, program: string, form: Form, flags: readonly string[]): string[] {
  const isWatched = form === 'watched' || form === 'instrumented';
  const preload = isWatched ? ['--require', resolve(setting.dist, 'instrument', 'register.js')] : [];
  return [...flags, ...preload, join(PROGRAMS, `${program}.cjs`), form];
}

function environment(setting: Setting, form: Form, options = ''): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...kept } = process.env;
  return {
    ...kept,
    RACEWATCH: `${OPTIONS} instrument=${form === 'instrumented' ? 'app' : 'off'} ${options}`,
    RACEWATCH_BENCH_DIST: resolve(setting.dist),
    NODE_ENV: 'production',
  };
}

/**
 * Runs a program to its end and returns the JSON it printed.
 * The last parameter: flags for Node, and options as in RACEWATCH.
 */
export async function runProgram<T>(
  setting: Setting,
  program: string,
  form: Form,
  { flags = [], options = '' }: { flags?: readonly string[]; options?: string } = {},
): Promise<T> {
  const command = commandOf(setting, program, form, flags);
  return readJson(spawnNode(setting, command, environment(setting, form, options)));
}

/** Starts a server that talks over IPC. */
export function startServer(setting: Setting, form: Form, options = ''): ChildProcess {
  return spawn(setting.node, commandOf(setting, 'http-server', form, []), {
    cwd: PROGRAMS,
    env: environment(setting, form, options),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Runs the load generator, on the Node of this process, so that all servers meet the same load. */
export async function runLoad<T>(port: number, connections: number, seconds: number): Promise<T> {
  const command = [join(PROGRAMS, 'http-load.cjs'), port, connections, seconds].map(String);
  return readJson(spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] }));
}

/** Starts the application in a folder anew and returns what it printed. */
export async function startApplication<T>(setting: Setting, folder: string, form: Form): Promise<T> {
  const preload = form === 'plain' ? [] : ['--require', resolve(setting.dist, 'instrument', 'register.js')];
  const env = environment(setting, form);
  env.RACEWATCH = `${env.RACEWATCH} cache=${join(folder, 'cache')}`;
  return readJson(spawnNode(setting, [...preload, join(folder, 'main.cjs')], env, folder));
}

function spawnNode(
  setting: Setting,
  command: string[],
  env: NodeJS.ProcessEnv,
  cwd: string = PROGRAMS,
): ChildProcess {
  if (!existsSync(resolve(setting.dist, 'instrument', 'register.js'))) {
    throw new Error(`nothing is compiled in ${setting.dist}`);
  }
  return spawn(setting.node, command, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
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
