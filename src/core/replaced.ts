// Which container the latest change of a location put another one in the place of. Needed once, when the turn's accesses
// are judged; a change of a later turn takes its place.

import type { Location } from './location.ts';
import type { Shadow } from './shadow.ts';

const replaced = new WeakMap<Location, { turn: number; shadow: Shadow }>();

/** Notes that the running turn puts something else in the place of a container, to be called after the change. */
export function noteReplaced(location: Location, shadow: Shadow): void {
  // Only what was put into it since can be lost.
  if (shadow.restructured) replaced.set(location, { turn: location.turn, shadow });
}

/** The container that a turn took away from the location, if it was the last to change it. */
export function replacedIn(location: Location, turn: number): Shadow | undefined {
  const known = replaced.get(location);
  return known?.turn === turn ? known.shadow : undefined;
}
