// The shape of a module's site table: what is known of each instrumented place before the program runs. Types only,
// and all of it survives JSON. What fills it is the source transform; what reads it are the helpers and the rules.

/** What the code does at a site. `whole` is a look at all keys (spread, for-in), `variable` a binding, `birth` a `this`. */
export type SiteOp =
  | 'read'
  | 'call'
  | 'write'
  | 'update'
  | 'delete'
  | 'has'
  | 'whole'
  | 'iterate'
  | 'destructure'
  | 'variable-read'
  | 'variable-write'
  | 'variable-update'
  | 'variable'
  | 'root'
  | 'birth';

/** What the value read serves for, or what kind of change it is. */
export type SiteRole = 'test' | 'use' | 'update' | 'write';

/**
 * The keys of a destructuring pattern, in source order. The key is null where it is computed; an array pattern has the
 * keys "0", "1"…; a rest element is "...". Nested is the pattern that stands at the key, or null.
 */
export type PatternKeys = readonly (readonly [key: string | null, nested: PatternKeys | null])[];

/** One instrumented place. Row N of the table (from 1) is `sites[N - 1]`. */
export interface SiteRow {
  readonly op: SiteOp;
  /** The static key ("#name" for a private one), the name of the variable or class, or null where only running tells. */
  readonly key: string | null;
  /** Of the property name or identifier, in the text given to the transform: both count from 1. */
  readonly line: number;
  readonly column: number;
  /** Index into `functions` of the innermost function that contains the place. */
  readonly fn: number;
  /** Of a `destructure`. */
  readonly keys?: PatternKeys;
  /** Of a `variable` that a module exports: the names it goes by outside. */
  readonly exported?: readonly string[];
  role?: SiteRole;
  /** Of a write: the rows of reads in the same function that the written value depends on. */
  reads?: readonly number[];
  /** The rows of reads in the same function that decide whether this place is reached. */
  guards?: readonly number[];
  /** Of a computed key: the rows that it comes from of key lists (`Object.keys(x)`) and searches (`indexOf`). */
  listed?: readonly number[];
  /** Of a read: what was found is taken for an object without a test, so that nothing there throws. */
  opened?: boolean;
  /** Of an opened one: a member is tested, as whoever looks whether it is still the right object does. */
  rechecked?: boolean;
  /** Of a call that changes something: nobody takes its result. */
  unused?: boolean;
  /** The analysis of this write is complete: a dependency that is not listed does not exist. */
  closed?: boolean;
}

/** A function of the module. Index 0 is the module itself, whose parent is -1. */
export interface FunctionInfo {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly parent: number;
  readonly async: boolean;
  readonly generator: boolean;
}

/**
 * What was changed on one line: the line (from 1), then triples of the column (from 0, in the generated text), the
 * length of what was put there, and the given text it stands for (0 for none). Lines never shift.
 */
export type LineEdits = readonly [line: number, ...triples: (number | string)[]];

export interface ModuleTable {
  readonly file: string;
  readonly key: string;
  readonly sites: readonly SiteRow[];
  readonly functions: readonly FunctionInfo[];
  /** Lines without a change are left out; in order. */
  readonly edits: readonly LineEdits[];
}
