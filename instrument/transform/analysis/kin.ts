// Which functions are written inside which.

import type { Fn } from './walk.ts';

/** One of the two functions stands inside the other. */
export function isKin(one: Fn, other: Fn): boolean {
  return one === other || around(one).includes(other) || around(other).includes(one);
}

/** The function and those it is written in, from the inside out. */
export function around(fn: Fn): Fn[] {
  const list: Fn[] = [];
  for (let at: Fn | undefined = fn; at !== undefined; at = at.parent) list.push(at);
  return list;
}
