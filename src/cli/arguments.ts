// What the command line asks for. Pure: nothing is started or printed here.

import { nearest } from '../config/nearest.ts';
import { OPTION_NAMES, type Spec, specOf } from '../config/options.ts';
import { readSetting, readValue } from '../config/read.ts';
import { failure, type Outcome, quote, type Setting } from '../config/words.ts';
import {
  COMMAND_NAMES,
  COMMANDS,
  type CommandName,
  type CommandSpec,
  isCommand,
  type OptionsOf,
} from './commands.ts';

/** The commands with options of their own; the others take those of a watched program, or none. */
type OwnVerb = 'report' | 'explain' | 'suppress' | 'baseline' | 'watch' | 'ctl' | 'completion';

export type Request =
  | { readonly verb: 'help'; readonly about?: CommandName }
  | { readonly verb: 'version' }
  | { readonly verb: 'run'; readonly flags: readonly Setting[]; readonly node: readonly string[] }
  | {
      readonly verb: 'doctor';
      readonly flags: readonly Setting[];
      readonly files: readonly string[];
      readonly node: readonly string[];
    }
  | OwnRequest;

type OwnRequest = {
  readonly [V in OwnVerb]: {
    readonly verb: V;
    readonly options: OptionsOf<V>;
    readonly words: readonly string[];
  };
}[OwnVerb];

/** Reads the arguments after `racewatch`; a fault is one sentence. */
export function readArguments(args: readonly string[]): Outcome<Request> {
  const [first, ...rest] = args;
  if (first === undefined || first === '--help' || first === '-h') return good({ verb: 'help' });
  if (first === '--version' || first === '-v') return good({ verb: 'version' });
  if (isCommand(first)) return readCommand(first, rest);
  const kind = first.startsWith('-') ? 'option' : 'command';
  const near = nearest(first.replace(/^-+/, ''), COMMAND_NAMES);
  const known = kind === 'option' && (near === 'help' || near === 'version') ? `--${near}` : near;
  return failure(`unknown ${kind} ${quote(first)} (did you mean ${quote(known)}?)`);
}

function readCommand(verb: CommandName, args: readonly string[]): Outcome<Request> {
  switch (verb) {
    case 'help':
      return readHelp(args);
    case 'version':
      return good({ verb });
    case 'run':
    case 'doctor':
      return readWatching(verb, args);
    default:
      return readOwn(verb, args);
  }
}

function readHelp([word]: readonly string[]): Outcome<Request> {
  if (word === undefined) return good({ verb: 'help' });
  if (isCommand(word)) return good({ verb: 'help', about: word });
  return failure(`unknown command ${quote(word)} (did you mean ${quote(nearest(word, COMMAND_NAMES))}?)`);
}

/** Options of ours come first; what follows begins after `--` or with the first word that is no flag. */
function readWatching(verb: 'run' | 'doctor', args: readonly string[]): Outcome<Request> {
  const flags: Setting[] = [];
  let at = 0;
  for (let word = args[at]; word?.startsWith('-') && word !== '--'; word = args[at]) {
    if (isHelp(word)) return good({ verb: 'help', about: verb });
    const flag = readFlag(word, args[at + 1]);
    if (!flag.ok) return flag;
    flags.push(flag.value.setting);
    at += flag.value.words;
  }
  const isProgram = args[at] === '--';
  const rest = args.slice(isProgram ? at + 1 : at);
  if (verb === 'doctor')
    return good({ verb, flags, files: isProgram ? [] : rest, node: isProgram ? rest : [] });
  if (rest.length === 0) return failure('nothing to run: give a program after "--"');
  return good({ verb, flags, node: rest });
}

function readFlag(word: string, next: string | undefined): Outcome<{ setting: Setting; words: number }> {
  const flag = cutFlag(word, next, specOf);
  if (!flag.ok) return flag;
  const setting: Setting = [flag.value.name, flag.value.value];
  const read = readSetting(setting);
  return read.ok ? good({ setting, words: flag.value.words }) : read;
}

/** Options may stand anywhere before `--`. */
function readOwn(verb: OwnVerb, args: readonly string[]): Outcome<Request> {
  const specs: CommandSpec['options'] = COMMANDS[verb].options;
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, spec.default]),
  );
  const words: string[] = [];
  for (let at = 0; at < args.length; ) {
    const word = args[at] as string;
    if (word === '--') {
      words.push(...args.slice(at + 1));
      break;
    }
    if (isHelp(word)) return good({ verb: 'help', about: verb });
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      at++;
      continue;
    }
    const read = readOwnFlag(verb, specs, word, args[at + 1]);
    if (!read.ok) return read;
    values[read.value.name] = read.value.value;
    at += read.value.words;
  }
  return good({ verb, options: values, words } as unknown as Request);
}

function readOwnFlag(
  verb: OwnVerb,
  specs: CommandSpec['options'],
  word: string,
  next: string | undefined,
): Outcome<{ name: string; value: unknown; words: number }> {
  const flag = cutFlag(word, next, (name) => (Object.hasOwn(specs, name) ? specs[name] : undefined));
  if (!flag.ok) return flag;
  const { name, value, words } = flag.value;
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (spec === undefined) return unknownFlag(verb, word, name);
  const read = readValue(spec, value);
  if (!read.ok) return failure(`option ${flagName(name)} takes ${read.message}`);
  return good({ name, value: read.value, words });
}

function unknownFlag(verb: OwnVerb, word: string, name: string): ReturnType<typeof failure> {
  const shown = quote(word.split('=')[0] ?? word);
  const known = Object.keys(COMMANDS[verb].options);
  if (known.length === 0) return failure(`${verb} takes no option ${shown}`);
  if ((OPTION_NAMES as readonly string[]).includes(name)) {
    return failure(
      `${shown} is an option of \`racewatch run\`, not of ${verb}: see \`racewatch ${verb} --help\``,
    );
  }
  return failure(
    `unknown option ${shown} of ${verb} (did you mean ${quote(flagName(nearest(name, known)))}?)`,
  );
}

/** `--name=value`, `--name value`, and `--name` alone for a switch. */
function cutFlag(
  word: string,
  next: string | undefined,
  find: (name: string) => Spec | undefined,
): Outcome<{ name: string; value: string; words: number }> {
  const [written = '', ...parts] = word.replace(/^--?/, '').split('=');
  const name = written.replaceAll('-', '_');
  const spec = find(name);
  if (parts.length > 0) return good({ name, value: parts.join('='), words: 1 });
  if (spec === undefined) return good({ name, value: '', words: 1 });
  if (spec.kind === 'switch') return good({ name, value: '1', words: 1 });
  if (next === undefined || next === '--') return failure(`option ${word} needs a value`);
  return good({ name, value: next, words: 2 });
}

/** An option as it is written on the command line. */
export function flagName(name: string): string {
  return `--${name.replaceAll('_', '-')}`;
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function good<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
