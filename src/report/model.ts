// The one shape of a report. Every output is rendered from it; `race.schema.json` says the same to machines.

export const SCHEMA = 'racewatch.race/1';

export type Level = 'error' | 'warning' | 'notice';

export type PatternName =
  | 'lost-update'
  | 'check-then-act'
  | 'overwritten'
  | 'check-then-use'
  | 'unrepeatable-read'
  | 'dirty-read'
  | 'torn-read'
  | 'mutation-during-iteration'
  | 'unsafe-publication';

export type LocationKind = 'property' | 'array-item' | 'map-entry' | 'set-member' | 'variable' | 'structure';

/** One frame of a stack, in original (source-mapped) positions. */
export interface Frame {
  function: string;
  /** Relative to the working directory where it lies below it. */
  file: string;
  line: number;
  column: number;
  /** Whose code it is; frames of Racewatch itself are never shown. */
  owner?: 'application' | 'dependency' | 'node';
  /** True for a frame that was suspended at an `await`. */
  async?: boolean;
}

export type AccessRole = 'first' | 'intervening' | 'second';
export type AccessOp = 'read' | 'write' | 'update' | 'delete' | 'iterate';

/** Where in a distributed trace an access stands, in the words of W3C Trace Context: lower-case hex. */
export interface ReportedTrace {
  /** 32 digits. */
  traceId: string;
  /** 16 digits. */
  spanId: string;
}

export interface ReportedAccess {
  role: AccessRole;
  op: AccessOp;
  task: number;
  turn: number;
  /** Milliseconds since the process started. */
  time: number;
  /** The primitive read or written, masked where the key looks secret; left out for objects. */
  value?: string | number | boolean | null;
  /** Empty when it was not captured or is no longer remembered; `stackNote` then says why. */
  stack: Frame[];
  stackNote?: string;
  /** Of the request that the access belongs to, where tracing is on. */
  trace?: ReportedTrace;
}

export interface ReportedTask {
  id: number;
  kind: string;
  /** Such as `POST /buy`. */
  name: string;
  /** Where the task was started, innermost frame first. */
  origin: Frame[];
}

export interface Race {
  schema: typeof SCHEMA;
  /** Equal for the same race in every run and on every machine. */
  fingerprint: string;
  pattern: PatternName;
  level: Level;
  /** One sentence a person understands. */
  message: string;
  location: { path: string; kind: LocationKind; root: string };
  /** In the order in which they happened. */
  accesses: ReportedAccess[];
  tasks: ReportedTask[];
  /** How often it has been seen so far; in a log, how often since the line before about the same race. */
  count: number;
  pid: number;
  /** ISO 8601. */
  time: string;
}
