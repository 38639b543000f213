// Which watched array a table method was called on. The get trap that hands out the method knows already, and the
// call nearly always follows at once, so the answer is remembered for one call.

import { entryOf, type Watched } from './identity.ts';

let recent: Watched | undefined;

export function remember(entry: Watched): void {
  recent = entry;
}

/** The entry of the receiver of a method call; undefined when it is no watched array. */
export function receiverOf(receiver: unknown): Watched | undefined {
  const entry = recent;
  recent = undefined;
  if (entry !== undefined && entry.watched === receiver) return entry;
  if (typeof receiver !== 'object' || receiver === null) return undefined;
  const found = entryOf(receiver);
  return found?.watched === receiver && Array.isArray(found.raw) ? (found as Watched) : undefined;
}
