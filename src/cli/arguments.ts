// What the command line asks for. Pure: nothing is started or printed here.

import { nearest } from '../config/nearest.ts';
import { specOf } from '../config/options.ts';
import { readSetting } from '../config/read.ts';
import { failure, type Outcome, quote, type Setting } from '../config/words.ts';

export type Request =
  | { readonly verb: 'help' | 'version' }
  | { readonly verb: 'run'; readonly flags: readonly Setting[]; readonly node: readonly string[] }
  | { readonly verb: 'doctor'; readonly flags: readonly Setting[]; readonly files: readonly string[] };

const VERBS = ['run', 'doctor', 'help', 'version'] as const;

/** Reads the arguments after `racewatch`; a fault is one sentence. */
export function readArguments(args: readonly string[]): Outcome<Request> {
  const [first, ...rest] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') return request('help');
  if (first === '--version' || first === '-v' || first === 'version') return request('version');
  if (first === 'run') return readRun(rest);
  if (first === 'doctor') return readDoctor(rest);
  const kind = first.startsWith('-') ? 'option' : 'command';
  const near = nearest(first.replace(/^-+/, ''), VERBS);
  const known = kind === 'option' && near !== 'run' && near !== 'doctor' ? `--${near}` : near;
  return failure(`unknown ${kind} ${quote(first)} (did you mean ${quote(known)}?)`);
}

function request(verb: 'help' | 'version'): Outcome<Request> {
  return { ok: true, value: { verb } };
}

/** Options of ours come first; Node's arguments begin after `--` or with the first word that is no flag. */
function readRun(args: readonly string[]): Outcome<Request> {
  const read = readFlags(args);
  if (!read.ok) return read;
  const { flags, rest: node, help } = read.value;
  if (help) return request('help');
  if (node.length === 0) return failure('nothing to run: give a program after "--"');
  return { ok: true, value: { verb: 'run', flags, node } };
}

/** Options of ours, then files and folders; none of them means the working directory. */
function readDoctor(args: readonly string[]): Outcome<Request> {
  const read = readFlags(args);
  if (!read.ok) return read;
  const { flags, rest: files, help } = read.value;
  return help ? request('help') : { ok: true, value: { verb: 'doctor', flags, files } };
}

interface Flags {
  readonly flags: readonly Setting[];
  readonly rest: readonly string[];
  readonly help: boolean;
}

function readFlags(args: readonly string[]): Outcome<Flags> {
  const flags: Setting[] = [];
  let at = 0;
  for (let word = args[at]; word?.startsWith('-') && word !== '--'; word = args[at]) {
    if (word === '--help' || word === '-h') return { ok: true, value: { flags, rest: [], help: true } };
    const flag = readFlag(word, args[at + 1]);
    if (!flag.ok) return flag;
    flags.push(flag.value.setting);
    at += flag.value.words;
  }
  const rest = args.slice(args[at] === '--' ? at + 1 : at);
  return { ok: true, value: { flags, rest, help: false } };
}

/** `--name=value`, `--name value`, and `--name` alone for a switch. */
function readFlag(word: string, next: string | undefined): Outcome<{ setting: Setting; words: number }> {
  const [name = '', ...parts] = word.replace(/^--?/, '').split('=');
  const key = name.replaceAll('-', '_');
  const spec = specOf(key);
  let value = parts.length > 0 ? parts.join('=') : undefined;
  let words = 1;
  if (value === undefined && spec?.kind === 'switch') value = '1';
  if (value === undefined && spec !== undefined) {
    if (next === undefined || next === '--') return failure(`option ${word} needs a value`);
    value = next;
    words = 2;
  }
  const setting: Setting = [key, value ?? ''];
  const read = readSetting(setting);
  return read.ok ? { ok: true, value: { setting, words } } : read;
}
