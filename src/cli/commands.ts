// The one table of commands. Parsing, `--help`, completion and docs/cli.md all come from it; the options of a watched
// program are in src/config/options.ts.

import type { Spec, Value } from '../config/options.ts';
import { COMMANDS as REQUESTS } from '../control/commands.ts';

/** What the words after the options are; completion and the parser go by it. */
export type Operands = 'program' | 'sources' | 'logs' | 'race' | 'shell' | 'socket' | 'command' | 'nothing';

export interface CommandSpec {
  /** After the name, as in `report [options] [LOGS…]`. */
  readonly usage: string;
  /** One line, no full stop. */
  readonly summary: string;
  readonly operands: Operands;
  /** Whether it takes the options of a watched program as well. */
  readonly watches: boolean;
  readonly options: Readonly<Record<string, Spec>>;
  /** Paragraphs for help and docs. */
  readonly about: readonly string[];
  readonly examples: readonly string[];
}

const LEVELS = ['error', 'warning', 'notice'] as const;

export const FORMATS = ['text', 'html', 'sarif', 'github', 'junit', 'trace', 'markdown', 'jsonl'] as const;

const LOGS =
  'LOGS are files, folders (their `*.jsonl`), globs, or `-` for standard input; none means the files of `log_path`, where that is a prefix.';

const failOn = (standard: string, what: string) =>
  ({
    kind: 'choice',
    of: [...LEVELS, 'never'] as readonly ['error', 'warning', 'notice', 'never'],
    default: standard,
    summary: what,
  }) as const;

const sourceMaps = {
  kind: 'text',
  takes: 'DIR',
  default: '',
  summary:
    'A folder with source maps: frames of processes that had none are taken back to the original source. Fingerprints stay.',
} as const;

const maxRaces = {
  kind: 'number',
  min: 1,
  max: 1_000_000,
  default: 10_000,
  summary: 'How many different races are held in memory; the lowest levels give way first, and are counted.',
} as const;

const suppressions = {
  kind: 'text',
  takes: 'PATH',
  default: '',
  summary: 'A file of suppressions; what it hid, and which lines hid nothing, is said at the end.',
} as const;

export const COMMANDS = {
  run: {
    usage: 'run [options] -- <node arguments>',
    summary: 'runs node with the detector loaded',
    operands: 'program',
    watches: true,
    options: {},
    about: [
      'The same as `node --require racewatch/register`, with the options as flags. Input, output, signals and the exit code are passed through.',
    ],
    examples: ['racewatch run -- app.js', 'racewatch run --log-path=/tmp/race --format=jsonl -- app.js'],
  },
  report: {
    usage: 'report [options] [LOGS…]',
    summary: 'reads JSON Lines logs of any size and writes one report of them',
    operands: 'logs',
    watches: false,
    options: {
      format: {
        kind: 'choice',
        of: FORMATS,
        default: 'text',
        summary:
          'What is written: `text` and `markdown` for people, one self-contained page (`html`), SARIF 2.1.0, annotations for GitHub Actions, JUnit XML, a trace for ui.perfetto.dev, or a merged log (`jsonl`).',
      },
      output: {
        kind: 'text',
        takes: 'FILE',
        default: '',
        summary: 'Where it is written; standard output when not given.',
      },
      level: { kind: 'choice', of: LEVELS, default: 'notice', summary: 'The lowest level that is reported.' },
      group_by: {
        kind: 'choice',
        of: ['none', 'location', 'pattern', 'file'],
        default: 'none',
        summary:
          'Puts the races of one location, pattern or file together, in `text`, `markdown` and `junit`.',
      },
      fail_on: failOn('never', 'The lowest level that makes the exit code 66; not below `--level`.'),
      suppressions,
      baseline: {
        kind: 'text',
        takes: 'PATH',
        default: '',
        summary: 'A baseline: the races in it are left out.',
      },
      source_maps: sourceMaps,
      max_races: maxRaces,
    },
    about: [
      `${LOGS} Lines that are no race are skipped and counted on standard error.`,
      'With `--format github` in a GitHub Actions step, the Markdown report is also added to the summary of the step.',
    ],
    examples: [
      'racewatch report race.*.jsonl',
      'racewatch report --format html --output races.html logs/',
      'racewatch report --format sarif --output races.sarif --fail-on error race.*.jsonl',
    ],
  },
  explain: {
    usage: 'explain FINGERPRINT|PATTERN [LOGS…]',
    summary: 'one race in full, or what a pattern means and what to change',
    operands: 'race',
    watches: false,
    options: { source_maps: sourceMaps, max_races: maxRaces },
    about: [`The beginning of a fingerprint will do. ${LOGS}`],
    examples: ['racewatch explain lost-update', 'racewatch explain ba701c91 race.*.jsonl'],
  },
  suppress: {
    usage: 'suppress [options] FINGERPRINT [LOGS…]',
    summary: 'adds a race to the suppressions',
    operands: 'race',
    watches: false,
    options: {
      file: {
        kind: 'text',
        takes: 'PATH',
        default: '',
        summary: 'The file to add to; else that of the option `suppressions`, else `racewatch.supp`.',
      },
      reason: { kind: 'text', takes: 'TEXT', default: '', summary: 'Why; it becomes part of the comment.' },
      max_races: maxRaces,
    },
    about: [`Only a fingerprint that is in the logs is taken. ${LOGS}`],
    examples: ['racewatch suppress ba701c91 --reason "approximate on purpose" race.*.jsonl'],
  },
  baseline: {
    usage: 'baseline --write FILE|--check FILE [LOGS…]',
    summary: 'accepts the races of today, fails on new ones',
    operands: 'logs',
    watches: false,
    options: {
      write: {
        kind: 'text',
        takes: 'FILE',
        default: '',
        summary:
          'Writes the races of the logs into this file, over an earlier baseline but over nothing else.',
      },
      check: {
        kind: 'text',
        takes: 'FILE',
        default: '',
        summary: 'Prints the races that are not in this file; there being any makes the exit code 66.',
      },
      fail_on: failOn('notice', 'With `--check`, the lowest level that makes the exit code 66.'),
      suppressions,
      max_races: maxRaces,
    },
    about: [LOGS],
    examples: [
      'racewatch baseline --write racewatch.baseline.json race.*.jsonl',
      'racewatch baseline --check racewatch.baseline.json race.*.jsonl',
    ],
  },
  watch: {
    usage: 'watch [options] LOGS…',
    summary: 'follows logs and shows races as they are found',
    operands: 'logs',
    watches: false,
    options: {
      level: { kind: 'choice', of: LEVELS, default: 'notice', summary: 'The lowest level that is shown.' },
      full: { kind: 'switch', default: false, summary: 'Shows each race in full.' },
      new: { kind: 'switch', default: false, summary: 'Passes over what is in the logs already.' },
    },
    about: [
      'LOGS may name files that are not there yet, folders and globs. A log that is cut or replaced is read from its beginning. Ends with Ctrl-C.',
    ],
    examples: ["racewatch watch '/tmp/race.*.jsonl'"],
  },
  ctl: {
    usage: 'ctl PATH REQUEST',
    summary: 'asks or steers a running process through its control socket',
    operands: 'socket',
    watches: false,
    options: {},
    about: [
      'PATH is what the process was given as `control=PATH`. Requests:',
      ...Object.entries(REQUESTS).map(
        ([name, { takes, does }]) => `\`${[name, takes].join(' ').trim()}\` ${does}.`,
      ),
    ],
    examples: [
      'racewatch ctl /run/shop/racewatch.sock status',
      'racewatch ctl /run/shop/racewatch.sock sample 5%',
    ],
  },
  doctor: {
    usage: 'doctor [options] [FILES… | -- PROGRAM…]',
    summary: 'what would be watched here, what not and why, and what it costs',
    operands: 'sources',
    watches: true,
    options: {},
    about: [
      'Nothing of the application is run, unless a PROGRAM is given: then it is run as by `racewatch run`, and what is told is where it lost its context, which is where watched state was touched by what a shared connection brought, for no task.',
    ],
    examples: ['racewatch doctor', 'racewatch doctor --deps=keyv src/', 'racewatch doctor -- server.js'],
  },
  completion: {
    usage: 'completion bash|zsh|fish',
    summary: 'prints a script that completes this command in a shell',
    operands: 'shell',
    watches: false,
    options: {},
    about: ['Put `source <(racewatch completion bash)` into ~/.bashrc, or the like.'],
    examples: ['racewatch completion fish > ~/.config/fish/completions/racewatch.fish'],
  },
  help: {
    usage: 'help [COMMAND]',
    summary: 'this text, or that of a command',
    operands: 'command',
    watches: false,
    options: {},
    about: [],
    examples: [],
  },
  version: {
    usage: 'version',
    summary: 'the version of Racewatch',
    operands: 'nothing',
    watches: false,
    options: {},
    about: [],
    examples: [],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

/** The values of all options of a command. */
export type OptionsOf<C extends CommandName> = {
  readonly [Name in keyof (typeof COMMANDS)[C]['options']]: (typeof COMMANDS)[C]['options'][Name] extends infer S
    ? S extends Spec
      ? Value<S>
      : never
    : never;
};
