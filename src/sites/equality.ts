// Comparisons of instrumented source: what it was handed by code that is not instrumented may be a Proxy of ours,
// what it has itself the raw object. Two forms of one object are one.

import { areOne, state } from '../membrane/identity.ts';

/** `a === b`. */
export function j(a: unknown, b: unknown): boolean {
  return a === b || jn(a, b);
}

/** `a == b`. */
export function je(a: unknown, b: unknown): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: as the program does
  return a == b || jn(a, b);
}

/** Whether two values that are not equal are forms of one object. Small enough for the engine to copy everywhere. */
export function jn(a: unknown, b: unknown): boolean {
  return state.hasProxies && sameObject(a, b);
}

function sameObject(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return areOne(a, b);
}
