// The error a test fails with: what raced, where, and how to allow it. Its stack begins at the racing line, so that
// a runner shows its own code frame there.

import { ADVICE } from '../report/explain.ts';
import type { Frame, Race } from '../report/model.ts';
import { printable } from '../report/printable.ts';
import { ownerOf, siteOf } from '../report/site.ts';
import { functionName } from '../report/stack-text.ts';
import { renderAccesses } from '../report/text.ts';
import { codeFrame } from '../stacks/code-frame.ts';
import { fileShownAs } from '../stacks/resolve.ts';
import type { Verdict } from './scope.ts';

/** A frame as runners take them, with an absolute path. */
export interface FailureFrame {
  readonly method: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Failure {
  /** Its stack begins where the race struck. */
  readonly error: Error;
  /** The stack once more, for runners that would map it again. */
  readonly frames: readonly FailureFrame[];
}

const NAME = 'RaceError';
const WIDTH = 100;

/**
 * What a test or a file fails with; undefined when there is nothing to fail for.
 * @param owner whose verdict it is, such as `this test`
 */
export function failureOf(verdict: Verdict, owner: string): Failure | undefined {
  const { races, missing } = verdict;
  if (races.length === 0 && missing.length === 0) return undefined;
  const parts = [...races.map((race, at) => told(race, at, races.length)), ...missing];
  if (races.length > 0) parts.push(howToAllow(races, owner));
  const message = parts.join('\n\n');
  const error = new Error(message);
  const frames = framesOfFailure(verdict);
  const lines = frames.map(
    ({ method, file, line, column }) => `    at ${method} (${file}:${line}:${column})`,
  );
  define(error, 'name', NAME);
  define(error, 'stack', [`${NAME}: ${message}`, ...lines].join('\n'));
  return { error, frames };
}

/** Where the first race struck, from the application's innermost frame outwards; empty without one. */
function framesOfFailure({ races }: Verdict): FailureFrame[] {
  const [race] = races;
  const stack = race?.accesses.find(({ role }) => role === 'second')?.stack ?? [];
  const site = siteOf(stack);
  const from = site === undefined ? [] : stack.slice(stack.indexOf(site));
  return from.filter(({ owner }) => owner !== 'node').map(failureFrame);
}

function failureFrame(frame: Frame): FailureFrame {
  const { line, column } = frame;
  return { method: functionName(frame), file: fileShownAs(frame.file), line, column };
}

function told(race: Race, at: number, of: number): string {
  const number = of > 1 ? `${at + 1} of ${of}: ` : '';
  return [
    `${number}race ${race.pattern} on ${printable(race.location.path)}`,
    printable(race.message, 1000),
    '',
    renderAccesses(withoutRunner(race), { color: false, width: WIDTH, codeFrame }).trimEnd(),
    '',
    'What to change:',
    ...ADVICE[race.pattern].map((line) => `  - ${line}`),
    '',
    `Fingerprint ${printable(race.fingerprint)}, level ${race.level}`,
  ].join('\n');
}

/** Below the application's outermost frame there is only the runner that called it. */
function withoutRunner(race: Race): Race {
  const accesses = race.accesses.map((access) => {
    const last = access.stack.findLastIndex((frame) => ownerOf(frame) === 'application');
    return last < 0 ? access : { ...access, stack: access.stack.slice(0, last + 1) };
  });
  return { ...race, accesses };
}

function howToAllow([first]: readonly Race[], owner: string): string {
  return `If it is intended, in ${owner}: allowRace({ fingerprint: '${printable(first?.fingerprint ?? '')}' })`;
}

function define(error: Error, key: string, value: string): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true });
}
