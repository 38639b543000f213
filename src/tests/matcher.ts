// What `allowRace` and `expectRace` take: which races are meant. Anything else is refused in one sentence.

import { isRegExp } from 'node:util/types';
import { ignoreOf } from '../config/ignore.ts';
import { nearest } from '../config/nearest.ts';
import { PATTERN_NAMES } from '../log/guard.ts';
import type { Level, PatternName, Race } from '../report/model.ts';
import { siteOf } from '../report/site.ts';

/** The races meant: all that is given must hold. A text is a glob, as in option `ignore`. */
export interface RaceShape {
  readonly pattern?: PatternName;
  /** The path of the location, as the report shows it. */
  readonly path?: string | RegExp;
  /** The file of one of the accesses, as the report shows it. */
  readonly file?: string | RegExp;
  readonly level?: Level;
  readonly fingerprint?: string;
}

/** A glob over location paths, a regular expression over them, or a shape. */
export type RaceMatcher = string | RegExp | RaceShape;

export interface Matcher {
  matches(race: Race): boolean;
  /** As the user wrote it; empty for any race. */
  readonly text: string;
}

export const ANY_RACE: Matcher = { matches: () => true, text: '' };

const LEVELS: readonly Level[] = ['error', 'warning', 'notice'];
const FINGERPRINT = /^[\da-f]{16}$/;

type Test = (race: Race) => boolean;

/** A function of the API. */
type Caller = (...args: never[]) => unknown;

/** Compiles what a user gave to `caller`. @throws TypeError for what is no matcher */
export function matcherOf(given: RaceMatcher, caller: Caller): Matcher {
  if (typeof given === 'string' || isRegExp(given)) {
    return { matches: pathTest(given), text: String(given) };
  }
  if (typeof given !== 'object' || given === null) throw refusal(caller, String(given));
  const tests = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => testOf(key, value, caller));
  if (tests.length === 0) throw refusal(caller, 'an empty object');
  const shown = Object.entries(given).map(([key, value]) => `${key}: ${String(value)}`);
  return { matches: (race) => tests.every((test) => test(race)), text: `{ ${shown.join(', ')} }` };
}

function testOf(key: string, value: unknown, caller: Caller): Test {
  const isText = typeof value === 'string';
  if (key === 'pattern' && isText) {
    requireWord(key, value, PATTERN_NAMES, caller);
    return (race) => race.pattern === value;
  }
  if (key === 'level' && isText) {
    requireWord(key, value, LEVELS, caller);
    return (race) => race.level === value;
  }
  if (key === 'fingerprint' && isText) {
    if (!FINGERPRINT.test(value))
      throw refused(
        caller,
        `takes as fingerprint the 16 digits 0-9 and a-f that a report prints, not "${value}".`,
      );
    return (race) => race.fingerprint === value;
  }
  if (key === 'path' && (isText || isRegExp(value))) return pathTest(value);
  if (key === 'file' && (isText || isRegExp(value))) return fileTest(value);
  throw refusal(caller, `${key}: ${String(value)}`);
}

function requireWord(key: string, value: string, words: readonly string[], caller: Caller): void {
  if (words.includes(value)) return;
  throw refused(caller, `knows no ${key} "${value}" (did you mean "${nearest(value, words)}"?).`);
}

function refusal(caller: Caller, given: string): TypeError {
  return refused(
    caller,
    `takes a glob over location paths, a RegExp, or an object of pattern, path, file, level and fingerprint, not ${given}.`,
  );
}

function refused(caller: Caller, what: string): TypeError {
  const error = new TypeError(`${caller.name} ${what}`);
  // The mistake is where it was called.
  Error.captureStackTrace(error, caller);
  return error;
}

function pathTest(given: string | RegExp): Test {
  if (typeof given !== 'string') return (race) => finds(given, race.location.path);
  const glob = ignoreOf([given]);
  return (race) => glob.location(race.location.path);
}

function fileTest(given: string | RegExp): Test {
  const glob = typeof given === 'string' ? ignoreOf([given]) : undefined;
  const holds = (file: string) => (glob === undefined ? finds(given as RegExp, file) : glob.file(file));
  return (race) => race.accesses.some(({ stack }) => holds(siteOf(stack)?.file ?? ''));
}

/** A sticky or global expression remembers where it stopped. */
function finds(expression: RegExp, text: string): boolean {
  expression.lastIndex = 0;
  return expression.test(text);
}
