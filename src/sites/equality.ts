// Comparisons of instrumented source: what it was handed by code that is not instrumented may be a Proxy of ours,
// what it has itself the raw object. Two forms of one object are one.

import { areOne, state } from '../membrane/identity.ts';

/** `a === b`. */
export function j(a: unknown, b: unknown): boolean {
  return a === b || (state.hasProxies && typeof a === 'object' && typeof b === 'object' && sameObject(a, b));
}

/** `a == b`. */
export function je(a: unknown, b: unknown): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: as the program does
  return a == b || (state.hasProxies && typeof a === 'object' && typeof b === 'object' && sameObject(a, b));
}

function sameObject(a: object | null, b: object | null): boolean {
  return a !== null && b !== null && areOne(a, b);
}
