// What commands write, where, and how they refuse. A reader that has gone (`| head`) ends nothing with a stack.

import { writeFileSync } from 'node:fs';
import { quote } from '../config/words.ts';
import { reasonOf } from '../log/reason.ts';
import { printable } from '../report/printable.ts';
import { colour } from './colour.ts';
import { EXIT } from './exit-codes.ts';

const LONGEST_LINE = 2000;

/** Ends a command with one sentence and an exit code. */
export class Refusal extends Error {
  readonly code: number;

  constructor(message: string, code: number = EXIT.usage) {
    super(message);
    this.code = code;
  }
}

/** Refuses what was asked for. @throws always */
export function refuse(message: string): never {
  throw new Refusal(message);
}

/** One line about ourselves, on standard error. */
export function say(line: string): void {
  process.stderr.write(`racewatch: ${harmless(line)}\n`);
}

/** As `say`, for what went wrong. */
export function sayFault(line: string): void {
  process.stderr.write(`${colour('red', 'racewatch:', process.stderr)} ${harmless(line)}\n`);
}

/** Names of files and schemas come from elsewhere. */
function harmless(text: string): string {
  const lines = text.split('\n').map((line) => printable(line, LONGEST_LINE));
  return lines.join('\n');
}

/**
 * Writes a report.
 * @param file empty for standard output
 * @throws Refusal when the file cannot be written
 */
export function put(text: string, file: string): void {
  if (file === '') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Refusal(`cannot write ${quote(file)}: ${reasonOf(error)}`, EXIT.fault);
  }
}

/** A pipe whose reader has gone is the end of the output, and no fault; a full disk is one. */
export function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    sayFault(`cannot write to standard output: ${reasonOf(error)}`);
    process.exit(EXIT.fault);
  });
}

/** The first three of some names. */
export function few(names: readonly string[]): string {
  const named = names.slice(0, 3).map((name) => printable(name));
  return names.length > named.length
    ? `${named.join(', ')} and ${names.length - named.length} more`
    : named.join(', ');
}

/** Columns for text: those of the terminal, within reason. */
export function columns(): number {
  return Math.min(Math.max(process.stdout.columns || 100, 60), 100);
}

/** Whether reports are coloured: standard output is a terminal that wants it. */
export function wantsColour(): boolean {
  return process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb';
}
