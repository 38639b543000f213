// Whether a parsed value is a race of schema racewatch.race/1. Says the same as race.schema.json; a test holds the
// two against each other.

import {
  type AccessOp,
  type AccessRole,
  type Frame,
  type Level,
  type LocationKind,
  type PatternName,
  type Race,
  SCHEMA,
} from '../report/model.ts';

type Guard = (value: unknown) => boolean;
/** The words of a union: one added to the model and forgotten here does not compile. */
type Words<W extends string> = Readonly<Record<W, true>>;

const LEVELS: Words<Level> = { error: true, warning: true, notice: true };
const PATTERNS: Words<PatternName> = {
  'lost-update': true,
  'check-then-act': true,
  overwritten: true,
  'check-then-use': true,
  'unrepeatable-read': true,
  'dirty-read': true,
  'torn-read': true,
  'mutation-during-iteration': true,
  'unsafe-publication': true,
};
const KINDS: Words<LocationKind> = {
  property: true,
  'array-item': true,
  'map-entry': true,
  'set-member': true,
  variable: true,
  structure: true,
};
const ROLES: Words<AccessRole> = { first: true, intervening: true, second: true };
const OPS: Words<AccessOp> = { read: true, write: true, update: true, delete: true, iterate: true };
const OWNERS: Words<NonNullable<Frame['owner']>> = { application: true, dependency: true, node: true };

const text: Guard = (value) => typeof value === 'string';
const filled: Guard = (value) => typeof value === 'string' && value !== '';
const flag: Guard = (value) => typeof value === 'boolean';
const positive: Guard = (value) => Number.isFinite(value) && (value as number) >= 0;
const whole: Guard = (value) => Number.isInteger(value) && (value as number) >= 0;
const counted: Guard = (value) => Number.isInteger(value) && (value as number) >= 1;
const primitive: Guard = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const frame = record(
  { function: text, file: text, line: whole, column: whole },
  { owner: word(OWNERS), async: flag },
);
const trace = record({ traceId: shaped(/^[0-9a-f]{32}$/), spanId: shaped(/^[0-9a-f]{16}$/) });
const access = record(
  { role: word(ROLES), op: word(OPS), task: whole, turn: whole, time: positive, stack: list(frame) },
  { value: primitive, stackNote: text, trace },
);
const task = record({ id: whole, kind: text, name: text, origin: list(frame) });
const race = record({
  schema: (value) => value === SCHEMA,
  fingerprint: shaped(/^[0-9a-f]{16}$/),
  pattern: word(PATTERNS),
  level: word(LEVELS),
  message: filled,
  location: record({ path: filled, kind: word(KINDS), root: filled }),
  accesses: list(access, 2),
  tasks: list(task),
  count: counted,
  pid: whole,
  time: shaped(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/),
});

/** Whether the value is a race with every key as the schema has it, and no other. */
export function isRace(value: unknown): value is Race {
  return race(value);
}

/** Whether a name is that of a pattern. */
export function isPattern(name: string): name is PatternName {
  return Object.hasOwn(PATTERNS, name);
}

/** The names of all patterns. */
export const PATTERN_NAMES = Object.keys(PATTERNS) as readonly PatternName[];

/** The schema's name when the value is one of ours that this version does not know, such as `racewatch.race/2`. */
export function foreignSchema(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'schema')) return undefined;
  const { schema } = value as { schema: unknown };
  return typeof schema === 'string' && /^racewatch\.race\/\d{1,6}$/.test(schema) && schema !== SCHEMA
    ? schema
    : undefined;
}

function record(required: Record<string, Guard>, optional: Record<string, Guard> = {}): Guard {
  const guards = new Map(Object.entries({ ...required, ...optional }));
  const names = Object.keys(required);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const fields = value as Record<string, unknown>;
    if (!names.every((name) => Object.hasOwn(fields, name))) return false;
    return Object.keys(fields).every((name) => guards.get(name)?.(fields[name]) === true);
  };
}

function list(item: Guard, atLeast = 0): Guard {
  return (value) => Array.isArray(value) && value.length >= atLeast && value.every(item);
}

function word<W extends string>(words: Words<W>): Guard {
  return (value) => typeof value === 'string' && Object.hasOwn(words, value);
}

function shaped(pattern: RegExp): Guard {
  return (value) => typeof value === 'string' && pattern.test(value);
}
