// What an operation is called in a report, and its letter in the timeline.

import type { AccessOp, LocationKind } from './model.ts';

export const MARKS: Record<AccessOp, string> = {
  read: 'R',
  write: 'W',
  update: 'U',
  delete: 'D',
  iterate: 'I',
};

const NOUNS: Record<AccessOp, string> = {
  read: 'read',
  write: 'write',
  update: 'update in place',
  delete: 'delete',
  iterate: 'iteration',
};

// A container's structure is its size and keys: nobody writes that as such.
const STRUCTURE_NOUNS: Record<AccessOp, string> = {
  read: 'size or keys read',
  write: 'entry added or removed',
  update: 'entry added or removed',
  delete: 'entries removed',
  iterate: 'iteration',
};

export function opNoun(op: AccessOp, kind: LocationKind): string {
  return (kind === 'structure' ? STRUCTURE_NOUNS : NOUNS)[op];
}

/** `1 race`, `2 races`. */
export function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
