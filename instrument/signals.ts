// SIGINT and SIGTERM that nobody handles: what is left is flushed, then the process dies of the signal
// as it would have without us. Our listener is there only while the application has none, because
// programs count the listeners to decide whether the default applies. A program that kills itself is dead when
// `process.kill` returns; a listener would be told a turn later, if there is one.

import { constants } from 'node:os';
import { imitate } from './modules/patch.ts';

const DEADLY = ['SIGINT', 'SIGTERM'] as const;
type Deadly = (typeof DEADLY)[number];
type Kill = typeof process.kill;

/**
 * Runs `flush` before an unhandled SIGINT or SIGTERM ends the process.
 * @returns a function that takes the listeners back
 */
export function holdSignals(flush: () => void): () => void {
  let held = true;

  const last = (): void => {
    try {
      flush();
    } finally {
      release();
    }
  };
  // A signal comes with its number; `process.emit('SIGINT')` by hand does not and never ended a process.
  const die = (signal: Deadly, number?: number): void => {
    if (number === undefined) return;
    try {
      last();
    } finally {
      process.kill(process.pid, signal);
    }
  };
  const added = (name: string | symbol, listener: unknown): void => {
    if (isDeadly(name) && listener !== die) process.removeListener(name, die);
  };
  const removed = (name: string | symbol, listener: unknown): void => {
    if (held && isDeadly(name) && listener !== die && process.listenerCount(name) === 0)
      process.on(name, die);
  };
  const release = (): void => {
    held = false;
    if (process.kill === killing) process.kill = kill;
    process.removeListener('newListener', added);
    process.removeListener('removeListener', removed);
    for (const signal of DEADLY) process.removeListener(signal, die);
  };

  const { kill } = process;
  const killing = imitate(function (this: typeof process, ...args: Parameters<Kill>): true {
    const signal = isOwn(args[0]) ? deadlyOf(args[1]) : undefined;
    if (held && signal !== undefined && process.listeners(signal).includes(die)) last();
    return Reflect.apply(kill, this, args) as true;
  }, kill);
  process.kill = killing;
  // Before Node's own listener: it opens the signal for the new handler after we have closed it.
  process.prependListener('newListener', added);
  process.on('removeListener', removed);
  for (const signal of DEADLY) {
    if (process.listenerCount(signal) === 0) process.on(signal, die);
  }
  return release;
}

function isDeadly(name: string | symbol): name is Deadly {
  return DEADLY.some((signal) => signal === name);
}

/** This process, or its group. */
function isOwn(pid: unknown): boolean {
  return pid === process.pid || pid === 0 || pid === -process.pid;
}

function deadlyOf(signal: string | number = 'SIGTERM'): Deadly | undefined {
  return DEADLY.find((name) => name === signal || constants.signals[name] === signal);
}
