// The one table of options. Types, parsing, `--help` and the options page all come from it;
// reading values is in `read.ts`, joining the sources in `load.ts`.

import type { Unit } from './units.ts';

/** What an option takes. `paths` and `roots` are lists separated by commas. */
export type Spec = { readonly summary: string } & (
  | { readonly kind: 'text'; readonly takes: string; readonly default: string }
  | { readonly kind: 'choice'; readonly of: readonly string[]; readonly default: string }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'switch'; readonly default: boolean }
  | { readonly kind: Unit; readonly default: number }
  | { readonly kind: 'globs'; readonly default: readonly string[] }
  | { readonly kind: 'names'; readonly of: readonly string[]; readonly default: readonly string[] }
);

/** The integrations that `roots` can name. */
export const ROOTS = [
  'http',
  'http2',
  'websocket',
  'als',
  'cls',
  'express',
  'koa',
  'fastify',
  'timers',
  'messages',
  'consumers',
] as const;

export const OPTIONS = {
  mode: {
    kind: 'choice',
    of: ['full', 'staging'],
    default: 'full',
    summary:
      'What the other options are when nobody sets them: `full`, the defaults of this table; `staging`, values for a service that runs under load for weeks (docs/staging.md).',
  },
  log_path: {
    kind: 'text',
    takes: 'stderr|stdout|PREFIX',
    default: 'stderr',
    summary:
      'Where reports go: `stderr`, `stdout`, or a prefix, which gives one file per process, `PREFIX.PID.txt` or `PREFIX.PID.jsonl`, and one per worker thread, `PREFIX.PID-THREAD.txt`.',
  },
  format: {
    kind: 'choice',
    of: ['text', 'jsonl'],
    default: 'text',
    summary: 'How reports are written: `text` for people, `jsonl` for programs, one object a line.',
  },
  rotate_size: {
    kind: 'size',
    default: 0,
    summary:
      'With a prefix as `log_path`: the size at which a file is put aside as `PREFIX.PID.1.jsonl` and a new one begun; 0 for never.',
  },
  rotate_count: {
    kind: 'number',
    min: 1,
    max: 1000,
    default: 5,
    summary: 'How many files that were put aside are kept.',
  },
  level: {
    kind: 'choice',
    of: ['error', 'warning', 'notice'],
    default: 'warning',
    summary: 'The lowest level that is reported.',
  },
  fail_on: {
    kind: 'choice',
    of: ['error', 'warning', 'notice', 'never'],
    default: 'error',
    summary: 'The lowest level that turns an exit code of 0 into `exitcode`.',
  },
  exitcode: {
    kind: 'number',
    min: 0,
    max: 255,
    default: 66,
    summary: 'The exit code of a process that reported races and would otherwise have exited with 0.',
  },
  halt_on_error: {
    kind: 'switch',
    default: false,
    summary: 'Ends the process with `exitcode` right after its first report of the level `fail_on`.',
  },
  history_size: {
    kind: 'number',
    min: 0,
    max: 7,
    default: 1,
    summary:
      'How many turns are remembered: 65536 times 2 to the power of this number, from 65 thousand (0, about 3 MB) to 8 million (7, about 340 MB).',
  },
  strip_path_prefix: {
    kind: 'text',
    takes: 'PATH',
    default: '',
    summary:
      'A prefix taken off file paths in reports; empty means that paths are relative to the working directory.',
  },
  values: {
    kind: 'switch',
    default: true,
    summary:
      'Shows the primitive values that were read and written; values under keys that look secret are masked either way.',
  },
  stacks: {
    kind: 'choice',
    of: ['enough', 'always', 'contended'],
    default: 'enough',
    summary:
      'When stacks are captured: `enough`, until 1024 were taken in an object without any interference, and again from the first one on; `always`; or `contended`, as `enough` but only for locations that a second task has touched, which is cheaper and leaves the stack of the first access out.',
  },
  instrument: {
    kind: 'choice',
    of: ['app', 'all', 'off'],
    default: 'app',
    summary:
      'Which modules are instrumented when they are loaded: `app`, the files below the working directory outside node_modules; `all`, every module; `off`, none.',
  },
  deps: {
    kind: 'globs',
    default: [],
    summary:
      'Names of packages in node_modules that are instrumented too, such as `keyv,@scope/*`; `*` for all of them.',
  },
  include: {
    kind: 'globs',
    default: [],
    summary: 'Globs over files that are instrumented too, wherever they lie.',
  },
  exclude: {
    kind: 'globs',
    default: [],
    summary: 'Globs over files that are not instrumented; stronger than all other options.',
  },
  cache: {
    kind: 'text',
    takes: 'on|off|DIR',
    default: 'on',
    summary:
      'Where instrumented modules are kept for the next start: `on` is node_modules/.cache/racewatch, or a folder of the user in the temporary directory where there is no node_modules; `off` keeps nothing.',
  },
  backoff: {
    kind: 'switch',
    default: true,
    summary:
      'Sites that have only ever seen unwatched objects are checked more and more rarely; 0 checks every time.',
  },
  inventory: {
    kind: 'switch',
    default: false,
    summary:
      'Prints at exit every object, array, Map and Set reachable from a request, with how many tasks read and wrote it.',
  },
  ignore: {
    kind: 'globs',
    default: [],
    summary:
      'Globs over location paths and over files: a race at such a location, or with its accesses in such files, is not reported.',
  },
  suppressions: {
    kind: 'text',
    takes: 'PATH',
    default: '',
    summary:
      'A file of suppressions, `race:`, `race_top:`, `location:`, `pattern:` or `fingerprint:` and a pattern a line: such races are not reported.',
  },
  baseline: {
    kind: 'text',
    takes: 'PATH',
    default: '',
    summary:
      'A file that `racewatch baseline --write` made: the races in it are reported, and count neither for the exit code nor for tests.',
  },
  sample: {
    kind: 'share',
    default: 1,
    summary:
      'The share of the watched objects that are recorded, all accesses of all tasks to them; others are chosen every ten seconds.',
  },
  budget: {
    kind: 'share',
    default: 0,
    summary:
      "The share of the process's CPU time that Racewatch may use: the sample shrinks, and then watching rests now and then, to stay below it; 0 for no bound.",
  },
  burst: {
    kind: 'duration',
    default: 0,
    summary:
      'Watches for this long at a time and rests until the next burst, at the cost of a bare Proxy; 0 for watching without a rest.',
  },
  every: {
    kind: 'duration',
    default: 60_000,
    summary: 'The time from the start of one burst to the start of the next.',
  },
  memory: {
    kind: 'size',
    default: 0,
    summary:
      'The most memory that Racewatch holds, in each process and each worker thread: what is oldest is forgotten in time, and watching stops where that does not help; 0 for the bounds in docs/how-it-works/shadow-memory.md alone.',
  },
  control: {
    kind: 'text',
    takes: 'PATH',
    default: '',
    summary:
      'A Unix socket, readable by its owner alone, through which `racewatch ctl PATH` asks and steers the running process.',
  },
  signal: {
    kind: 'choice',
    of: ['none', 'SIGUSR1', 'SIGUSR2', 'SIGHUP', 'SIGWINCH'],
    default: 'none',
    summary: 'A signal that switches watching off and on.',
  },
  roots: {
    kind: 'names',
    of: ROOTS,
    default: ['all'],
    summary: 'The integrations that watch values: `all`, `none`, or names; `-name` takes one away.',
  },
  verbosity: {
    kind: 'number',
    min: 0,
    max: 2,
    default: 0,
    summary:
      'What Racewatch says about itself: 0 problems only, 1 also start and totals, 2 also what it left alone.',
  },
  task_carrier: {
    kind: 'choice',
    of: ['hooks', 'cls'],
    default: 'hooks',
    summary:
      'What carries the task from turn to turn: the async `hooks` of the engine, or the `cls-hooked` that the application has installed.',
  },
  atexit_sleep_ms: {
    kind: 'number',
    min: 0,
    max: 60_000,
    default: 0,
    summary: 'Milliseconds to hold the exit, so that worker threads can still write their reports.',
  },
} as const satisfies Readonly<Record<string, Spec>>;

export type OptionName = keyof typeof OPTIONS;

/** What reading a spec gives. */
export type Value<S extends Spec> = S extends { kind: 'choice'; of: readonly (infer Word)[] }
  ? Word
  : S extends { kind: 'number' | Unit }
    ? number
    : S extends { kind: 'switch' }
      ? boolean
      : S extends { kind: 'text' }
        ? string
        : readonly string[];

/** Every option with its value; what the rest of Racewatch is given. */
export type Options = { readonly [Name in OptionName]: Value<(typeof OPTIONS)[Name]> };

export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

/** The spec of an option, or undefined for a name that is none, `__proto__` included. */
export function specOf(name: string): Spec | undefined {
  return isOption(name) ? OPTIONS[name] : undefined;
}

export function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

/** The options of a process that sets none. */
export function defaultOptions(): Options {
  return Object.fromEntries(OPTION_NAMES.map((name) => [name, OPTIONS[name].default])) as unknown as Options;
}

/** Turns remembered at a `history_size`. */
export function historyTurns(size: number): number {
  return 65_536 * 2 ** size;
}

/** Whether option `roots` turns this integration on. */
export function rootEnabled(roots: readonly string[], name: string): boolean {
  if (roots.includes(`-${name}`)) return false;
  if (roots.includes(name) || roots.includes('all')) return true;
  return roots.length > 0 && roots.every((word) => word.startsWith('-'));
}
