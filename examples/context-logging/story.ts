// One run of the story: the index starts, the service starts, the load comes, and halfway through
// it the index goes away. What the service did is handed back; nothing is judged here.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LoadResult, sendLoad } from './load.ts';

export interface StoryOptions {
  /** Directory of the compiled `server.js` and `search-index.js`. */
  scripts: string;
  /** File that takes what the service logs. */
  log: string;
  /** With the logger that takes a snapshot. */
  fixed: boolean;
  /** Length of the load; the index is stopped at half of it. */
  seconds: number;
  /** Arguments to Node for the service, such as a preload. */
  nodeArguments?: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

export interface StoryResult extends LoadResult {
  exitCode: number | null;
  stderr: string;
  /** Lines the service logged. */
  logged: number;
  /** Those of them that show a map with more or fewer entries than its own size. */
  torn: number;
}

export async function tellStory(options: StoryOptions): Promise<StoryResult> {
  const log = openSync(options.log, 'w');
  const index = fork(join(options.scripts, 'search-index.js'), [], { env: plainEnv() });
  let service: ChildProcess | undefined;
  try {
    const indexPort = await portOf(index);
    service = fork(join(options.scripts, 'server.js'), options.fixed ? ['--fixed'] : [], {
      execArgv: options.nodeArguments ?? [],
      env: { ...plainEnv(), ...options.env, SEARCH_INDEX: `http://localhost:${indexPort}` },
      stdio: ['ignore', log, 'pipe', 'ipc'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    const stderr = collect(service);
    const servicePort = await portOf(service);

    const load = sendLoad(servicePort, options.seconds);
    await sleep(options.seconds * 500);
    index.kill();
    const answers = await load;

    const exit = once(service, 'exit');
    service.kill('SIGTERM');
    const [exitCode] = await exit;
    return { ...answers, exitCode, stderr: await stderr, ...countTorn(readFileSync(options.log, 'utf8')) };
  } finally {
    closeSync(log);
    index.kill();
    if (service?.exitCode === null) service.kill('SIGKILL');
  }
}

/** The environment without what would watch a process that is not meant to be watched. */
function plainEnv(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, RACEWATCH: __, ...env } = process.env;
  return env;
}

async function portOf(child: ChildProcess): Promise<number> {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnargs.at(-1)} ended with ${code} before it was listening`);
  });
  const listening = once(child, 'message').then(([message]) => (message as { port: number }).port);
  return await Promise.race([listening, failed]);
}

async function collect(child: ChildProcess): Promise<string> {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await once(child, 'close');
  return text;
}

function countTorn(log: string): { logged: number; torn: number } {
  const lines = log.split('\n').filter(Boolean);
  const torn = lines.filter((line) => {
    const server = (JSON.parse(line) as { context: { server?: { activeConn?: object } } }).context.server;
    return Object.entries(server?.activeConn ?? {}).some(
      ([name, entries]) => name !== `Map(${(entries as unknown[]).length})`,
    );
  });
  return { logged: lines.length, torn: torn.length };
}
