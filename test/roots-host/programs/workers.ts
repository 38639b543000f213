// Starts threads and processes in every way that matters for a preload, and prints which of them it reached.
import { fork, spawn } from 'node:child_process';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, type WorkerOptions } from 'node:worker_threads';

interface Preloaded {
  threadTag(): string;
  unreached(): { threads: number; processes: number };
  inheritedVariable(name: string): string | undefined;
}

const preloaded = Reflect.get(globalThis, 'preloaded') as Preloaded | undefined;
const tag = preloaded ? `${preloaded.threadTag()} ${preloaded.inheritedVariable('RACEWATCH')}` : 'none';

async function thread(file: string, options: WorkerOptions): Promise<string> {
  const worker = new Worker(file, options);
  const [[message]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  return String(message).replace(String(process.pid), 'PID');
}

async function child(execArgv?: string[]): Promise<string> {
  const started = fork(__filename, ['child'], execArgv ? { execArgv } : {});
  const [[message]] = await Promise.all([once(started, 'message'), once(started, 'exit')]);
  return String(message).replace(String(started.pid), 'CHILD');
}

async function clustered(): Promise<string> {
  cluster.setupPrimary({ args: ['child'] });
  const worker = cluster.fork();
  const [[message]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  return String(message).replace(String(worker.process.pid), 'CHILD');
}

async function main(): Promise<void> {
  const evaluated = `require('node:worker_threads').parentPort.postMessage(globalThis.preloaded.threadTag())`;
  const result = {
    main: tag.replace(String(process.pid), 'PID'),
    file: await thread(__filename, {}),
    eval: await thread(evaluated, { eval: true }),
    emptyEnv: await thread(__filename, { env: {} }),
    emptyExecArgv: await thread(__filename, { execArgv: [] }),
    fork: await child(),
    cluster: await clustered(),
    forkWithoutExecArgv: await child([]),
  };
  await once(spawn(process.execPath, ['--version']), 'exit');
  await once(spawn('true'), 'exit');
  console.log(JSON.stringify({ ...result, unreached: preloaded?.unreached() }));
}

if (!isMainThread) parentPort?.postMessage(tag);
else if (process.argv[2] === 'child') process.send?.(tag, () => process.disconnect?.());
else void main();
