// What `racewatch doctor` says of the process and the project around the files: hooks that others have taken, the
// integrations and their versions, accepted races, and costs. Pure but for looking packages up.

import { createRequire, Module } from 'node:module';
import { join } from 'node:path';
import { settingsText } from '../config/describe.ts';
import {
  historyTurns,
  OPTIONS,
  type OptionName,
  type Options,
  ROOTS,
  rootEnabled,
} from '../config/options.ts';
import { BYTES_PER_TURN } from '../config/together.ts';
import { cutWords } from '../config/words.ts';
import { printable } from '../report/printable.ts';
import { readAccepted } from '../suppress/accepted.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Flags of Node after which other code hooks into loading. */
const LOADING = new Set(['--require', '-r', '--import', '--loader', '--experimental-loader']);
const OWN_EXTENSIONS = new Set(['.js', '.json', '.node', '.ts', '.cts', '.mts', '.wasm']);

/** Lines about everything that is not a file of the project. */
export function surroundings(
  options: Options,
  env: Environment,
  cwd: string,
  preset: readonly OptionName[] = [],
): string[] {
  return [
    'Mode',
    ...indented(modeLines(options, preset)),
    '',
    'Hooks',
    ...indented(hookLines(env)),
    '',
    'Integrations',
    ...indented(rootLines(options, cwd)),
    '',
    'Accepted races',
    ...indented(acceptedLines(options)),
    '',
    'Costs',
    ...indented(costLines(options)),
    '',
    'Not watched',
    ...indented(NOT_WATCHED),
  ];
}

function modeLines(options: Options, preset: readonly OptionName[]): string[] {
  const { mode } = options;
  if (preset.length === 0)
    return [mode === 'full' ? 'full: the defaults' : `${mode}: all of it is overridden`];
  return [`${mode}, which sets ${settingsText(options, preset)}`, 'what it does: docs/staging.md'];
}

/** What others have put into Node before us. */
export function hookLines(env: Environment): string[] {
  const words = cutWords(env.NODE_OPTIONS ?? '');
  const flags = words.ok ? words.value : [];
  const loaders = flags.flatMap((word, index) => {
    const [flag = '', value] = word.split('=');
    return LOADING.has(flag)
      ? [`NODE_OPTIONS has ${flag} ${printable(value ?? flags[index + 1] ?? '')}`]
      : [];
  });
  const extensions = Object.keys((Module as unknown as { _extensions: object })._extensions);
  const odd = extensions.filter((extension) => !OWN_EXTENSIONS.has(extension));
  const lines = [
    ...loaders,
    ...(words.ok ? [] : [`NODE_OPTIONS cannot be read: ${words.message}`]),
    ...(odd.length > 0 ? [`require compiles ${odd.join(', ')} by a hook`] : []),
    ...(env.NODE_V8_COVERAGE ? ['coverage by V8 is on: instrumented code is counted, lines stay right'] : []),
    ...(env.NYC_CONFIG ? ['nyc instruments the source for coverage; ours is added after it'] : []),
    ...(flags.some((flag) => flag.startsWith('--inspect'))
      ? ['a debugger may attach: it sees instrumented code']
      : []),
    ...(flags.includes('--enable-source-maps') ? ['Node maps stacks itself (--enable-source-maps)'] : []),
  ];
  return lines.length > 0 ? lines : ['none taken by others in NODE_OPTIONS'];
}

function rootLines({ roots }: Options, cwd: string): string[] {
  const find = createRequire(join(cwd, 'package.json'));
  return ROOTS.map((root) => {
    const off = rootEnabled(roots, root) ? '' : `, off (roots=${roots.join(',')})`;
    const found = versionOf(find, root);
    return `${root}${found === undefined ? '' : ` ${found}`}${off}`;
  });
}

/** Of the package with the name of the integration, if the project has one. */
function versionOf(find: NodeJS.Require, name: string): string | undefined {
  try {
    const { version } = find(`${name}/package.json`) as { version?: unknown };
    return typeof version === 'string' ? printable(version, 40) : undefined;
  } catch {
    return undefined;
  }
}

function acceptedLines({ suppressions, baseline }: Options): string[] {
  const read = readAccepted({ suppressions, baseline });
  if (!read.ok) return [`${read.message}: programs started with these options run unwatched`];
  const { rules, races } = read.value.sizes();
  return [
    suppressions === '' ? 'no suppressions' : `${rules} suppressions in ${suppressions}`,
    baseline === '' ? 'no baseline' : `${races} races in the baseline ${baseline}`,
  ];
}

function costLines({ history_size, stacks, instrument, task_carrier }: Options): string[] {
  const turns = historyTurns(history_size);
  const megabytes = Math.round((turns * BYTES_PER_TURN) / 1_000_000);
  return [
    `history_size=${history_size}: ${turns} turns remembered, about ${megabytes} MB for each process and worker`,
    `stacks=${stacks}: taking stacks is most of what an access costs, docs/options.md has the choices`,
    instrument === 'off'
      ? 'instrument=off: only values under roots are watched, by Proxies'
      : `instrument=${instrument}: instrumented code takes about three times as long, a first start parses every file`,
    ...(task_carrier === OPTIONS.task_carrier.default
      ? []
      : [`task_carrier=${task_carrier}: async hooks for every promise`]),
    'figures and how they were measured: docs/performance.md',
  ];
}

const NOT_WATCHED = [
  'instances of classes with private members, unless their methods are instrumented',
  'functions, promises, dates, errors, buffers, typed arrays, streams, sockets',
  'state in files that are not instrumented and that no integration reaches',
  'other processes; memory shared between threads (SharedArrayBuffer)',
  'the whole list: docs/limits.md',
];

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
