// Positions in instrumented code and in the text it was made from. Whoever instruments modules says here how the two
// hang together; without instrumentation every position is the given one.

/** The text that was given to the instrumentation of one script. */
export interface GivenText {
  /** The column in it of a column of the code that runs; both from 1. Lines are the same. */
  column(line: number, column: number): number;
  readonly text: string;
  /** The engine was handed a map of its own for this script, from the code that runs to the original. */
  readonly selfMapped: boolean;
}

type Find = (script: string) => GivenText | undefined;

let find: Find = () => undefined;

/** Sets who knows which scripts are instrumented. */
export function provideGiven(finder: Find): void {
  find = finder;
}

/**
 * What is known of a script that was instrumented; undefined for one that was not. Never throws.
 * @param script as the engine names it
 */
export function givenOf(script: string): GivenText | undefined {
  try {
    return find(script);
  } catch {
    return undefined;
  }
}

/** The column in the given text; the same column for a script that was not instrumented. Never throws. */
export function givenColumnOf(script: string, line: number, column: number): number {
  try {
    return find(script)?.column(line, column) ?? column;
  } catch {
    return column;
  }
}
