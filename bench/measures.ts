// The table of measures: which program, what is compared, and the limit it has to keep.

import type { Form } from './children.ts';

interface Common {
  readonly name: string;
  readonly title: string;
  /** The ratio may be this at most; undefined for what is only shown. */
  readonly limit?: number;
}

/** Nanoseconds per operation in two processes, plain and watched. */
export interface Timing extends Common {
  readonly kind: 'timing';
  readonly program: string;
  readonly form?: Form;
  /** Of the watched form, as in RACEWATCH. */
  readonly options?: string;
}

/** The median and the worst of the ratios of several programs. */
export interface ProgramSet extends Common {
  readonly kind: 'set';
  readonly programs: readonly string[];
  readonly worst: number;
}

/** Processor time until an application of many modules has been loaded: with an empty cache or a filled one. */
export interface Starting extends Common {
  readonly kind: 'starting';
  readonly modules: number;
  readonly cache: 'first' | 'cached';
}

/** Requests answered by an Express server; `form` is what is compared with the plain one. */
export interface Serving extends Common {
  readonly kind: 'serving';
  readonly form: Form;
  /** Of the other form, as in RACEWATCH. */
  readonly options?: string;
}

/** A ratio that one watched process finds by itself. */
export interface Growth extends Common {
  readonly kind: 'growth';
  readonly program: string;
  readonly unit: 'MB' | 'ns';
}

/** Bytes of memory, found by a process that needs --expose-gc. */
export interface Memory extends Common {
  readonly kind: 'memory';
  readonly program: string;
}

export type Measure = Timing | ProgramSet | Starting | Serving | Growth | Memory;

export const MEASURES: readonly Measure[] = [
  { kind: 'timing', name: 'await', title: 'bare await', program: 'await', limit: 4 },
  { kind: 'timing', name: 'map-get', title: 'Map.get repeated in one turn', program: 'map-get', limit: 4 },
  { kind: 'timing', name: 'map-get-keys', title: 'the same, eight keys in turn', program: 'map-get-keys' },
  {
    kind: 'timing',
    name: 'property-get',
    title: 'property get repeated in one turn / no-op Proxy',
    program: 'property-get',
    limit: 2.5,
  },
  {
    kind: 'timing',
    name: 'property-get-empty',
    title: 'the same / Proxy with an empty handler',
    program: 'property-get-empty',
  },
  { kind: 'timing', name: 'for-of', title: 'for…of over an array of 100', program: 'for-of', limit: 3 },
  { kind: 'timing', name: 'object-keys', title: 'Object.keys of 10 keys', program: 'object-keys', limit: 10 },
  {
    kind: 'timing',
    name: 'first-access',
    title: 'first access in a turn with stack / bare captureStackTrace of 10 frames',
    program: 'first-access',
    options: 'stacks=always',
    limit: 2,
  },
  {
    kind: 'serving',
    name: 'express',
    title: 'Express, 10 awaits, 20 accesses, 50 connections',
    form: 'watched',
    limit: 1.6,
  },
  {
    kind: 'serving',
    name: 'express-staging',
    title: 'the same with mode=staging',
    form: 'watched',
    options: 'mode=staging',
    limit: 1.06,
  },
  {
    kind: 'growth',
    name: 'open-requests',
    title: 'an access with 10 000 open requests / with 10',
    program: 'open-requests',
    unit: 'ns',
  },
  {
    kind: 'growth',
    name: 'many-locations',
    title: 'an access among a million locations / among a thousand',
    program: 'many-locations',
    unit: 'ns',
  },
  {
    kind: 'serving',
    name: 'express-cls',
    title: 'the same with a cls-hooked namespace instead',
    form: 'cls',
  },
  {
    kind: 'growth',
    name: 'heap',
    title: 'heap after the second million of accesses / after the first',
    program: 'heap',
    unit: 'MB',
    limit: 1.05,
  },
  {
    kind: 'set',
    name: 'unwatched',
    title: 'instrumented programs on unwatched objects: median',
    programs: ['parsing', 'sorting', 'graph', 'matrix', 'strings', 'templates'].map(
      (name) => `unwatched/${name}`,
    ),
    limit: 3,
    worst: 8,
  },
  {
    kind: 'serving',
    name: 'express-instrumented',
    title: 'Express, the application instrumented',
    form: 'instrumented',
    limit: 1.8,
  },
  {
    kind: 'starting',
    name: 'start-first',
    title: 'start of 1000 modules, nothing cached',
    modules: 1000,
    cache: 'first',
    limit: 3,
  },
  {
    kind: 'starting',
    name: 'start-cached',
    title: 'the same, cached',
    modules: 1000,
    cache: 'cached',
    limit: 1.3,
  },
  {
    kind: 'memory',
    name: 'memory',
    title: 'memory of a watched object with five touched locations / 1 KiB',
    program: 'memory',
    limit: 1,
  },
];
