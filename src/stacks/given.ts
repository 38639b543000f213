// Positions in instrumented code and in the text it was made from. Whoever instruments modules says here how the two
// hang together; without instrumentation every position is the given one.

import type { CallFrame } from './call-frame.ts';

/** The text that was given to the instrumentation of one script. */
export interface GivenText {
  /** The column in it of a column of the code that runs; both from 1. Lines are the same. */
  column(line: number, column: number): number;
  readonly text: string;
  /** The engine was handed a map of its own for this script, from the code that runs to the original. */
  readonly selfMapped: boolean;
  /**
   * For scripts that were changed again after the instrumentation, by a host that maps stacks to the original itself:
   * the position in the given text of one in the original. Positions of the code that runs say nothing then.
   */
  ofOriginal?(file: string, line: number, column: number): { line: number; column: number } | undefined;
}

type Find = (script: string) => GivenText | undefined;

let find: Find = () => undefined;
/** Of scripts that were instrumented elsewhere. */
const told = new Map<string, GivenText>();

/** Sets who knows which scripts are instrumented. */
export function provideGiven(finder: Find): void {
  find = finder;
}

/** Says what one script was made from; a script loaded again takes the place of the one before. */
export function tellGiven(script: string, given: GivenText): void {
  told.set(script, given);
}

/**
 * What is known of a script that was instrumented; undefined for one that was not. Never throws.
 * @param script as the engine names it
 */
export function givenOf(script: string): GivenText | undefined {
  try {
    return told.get(script) ?? find(script);
  } catch {
    return undefined;
  }
}

/** The column in the given text; the same column for a script that was not instrumented. Never throws. */
export function givenColumnOf(script: string, line: number, column: number): number {
  try {
    return (told.get(script) ?? find(script))?.column(line, column) ?? column;
  } catch {
    return column;
  }
}

/** The position in the given text of a frame; its own for a script that was not instrumented. Never throws. */
export function givenPositionOf(frame: CallFrame): { line: number; column: number } {
  const { script, line, column } = frame;
  if (frame.isGiven) return { line, column };
  const given = givenOf(script);
  if (given?.ofOriginal === undefined) return { line, column: givenColumnOf(script, line, column) };
  try {
    const original = frame.mapped ?? frame;
    return given.ofOriginal(original.file, original.line, original.column) ?? { line, column };
  } catch {
    return { line, column };
  }
}
