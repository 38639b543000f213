// What instrumented modules get: the helpers under the letters their prologue asks for, and the module's base.

import { ports } from '../core/ports.ts';
import { r, t } from './births.ts';
import { j, je, jn } from './equality.ts';
import { ne, xi } from './imports.ts';
import { d, g, i, k, m, o, p, pq, q, u, uq, v, w } from './members.ts';
import { moduleOf } from './modules.ts';
import { failWithin } from './refusals.ts';
import { l, lp, lq, lu, n, x } from './variables.ts';
import { a, e, f, z } from './wholes.ts';

/** Global name under which instrumented modules find their helpers. */
export const HELPERS = '__racewatch$';

const HELPER_TABLE = {
  a,
  d,
  e,
  f,
  g,
  i,
  j,
  je,
  jn,
  k,
  l,
  lp,
  lq,
  lu,
  m,
  n,
  ne,
  o,
  p,
  pq,
  q,
  r,
  t,
  u,
  uq,
  v,
  w,
  x,
  xi,
  z,
};

/** Beyond all sites there can be. */
const NOWHERE = 2 ** 30;

export type Helpers = typeof HELPER_TABLE & { b: number };

let begun = 0;

/** How often the code of an instrumented module has begun to run. */
export function modulesBegun(): number {
  return begun;
}

/**
 * Makes the helpers known to the modules of this realm.
 * @param catchUp called with the key of a module that nobody has registered yet; it may have been instrumented elsewhere
 */
export function installHelpers(catchUp: (key: string) => void): void {
  const find = (key: string): Helpers => {
    begun++;
    let base: number | undefined;
    try {
      if (moduleOf(key) === undefined) catchUp(key);
      base = moduleOf(key)?.base;
    } catch (error) {
      ports.fault('instrumentation', error);
    }
    // A module nobody knows runs with sites that do not exist.
    return { ...HELPER_TABLE, b: base ?? NOWHERE };
  };
  Object.defineProperty(globalThis, HELPERS, { value: { module: find }, configurable: true });
}

/** Hands the helpers on to another realm. @param global its global object */
export function shareHelpers(global: { readonly TypeError: TypeErrorConstructor }): void {
  const value = Object.getOwnPropertyDescriptor(globalThis, HELPERS)?.value as
    | { readonly module: (key: string) => Helpers }
    | undefined;
  if (value === undefined) return;
  const find = (key: string): Helpers => {
    const helpers = value.module(key);
    failWithin(helpers.b, global);
    return helpers;
  };
  Object.defineProperty(global, HELPERS, { value: { module: find }, configurable: true });
}
