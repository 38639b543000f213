// `Promise.all` and `Promise.allSettled`: their result comes after every member. The engine reports only the
// member that settled last, so the calls are wrapped to let the driver see who took part.

import { passing } from '../../src/core/passing.ts';
import type { AsyncDriver } from './driver.ts';

type Combinator = (this: unknown, values: Iterable<unknown>) => Promise<unknown>;

const NAMES = ['all', 'allSettled'] as const;

/**
 * Wraps the combinators; returns what puts the originals back, unless somebody has replaced ours since.
 * @param owner the `Promise` of the realm
 */
export function installCombinators(driver: AsyncDriver, owner = Promise): () => void {
  const undo = NAMES.map((name) => wrap(owner, name, driver));
  return () => {
    for (const restore of undo) restore();
  };
}

function wrap(owner: PromiseConstructor, name: (typeof NAMES)[number], driver: AsyncDriver): () => void {
  const original = owner[name] as Combinator;
  // A method, so that it cannot be constructed, like the original.
  const wrapped = {
    [name](this: unknown, values: Iterable<unknown>) {
      const join = (call: () => Promise<unknown>) => driver.joining(call);
      return passing(`Promise.${name}`, join, () => original.call(this, values));
    },
  }[name] as Combinator;
  const descriptor = { value: wrapped, writable: true, enumerable: false, configurable: true };
  Object.defineProperty(owner, name, descriptor);
  return () => {
    if ((owner[name] as Combinator) === wrapped)
      Object.defineProperty(owner, name, { ...descriptor, value: original });
  };
}
