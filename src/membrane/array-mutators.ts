// Array methods that change: arguments are unwrapped, the native method runs on the raw array, one record follows.

import { ABSENT } from '../core/ops.ts';
import { append, clear, look, moved, removeLast, reorder } from '../core/record.ts';
import type { ArrayMethod } from './array-methods.ts';
import { receiverOf } from './array-receiver.ts';
import { child, unwrap, type Watched } from './identity.ts';

type Native = (...args: unknown[]) => unknown;
type Maker = (native: Native) => ArrayMethod;
/** What a call did, given the length before and the raw result. */
type Note = (entry: Watched, before: number, args: unknown[], result: unknown) => void;
type Outcome = (result: unknown, entry: Watched) => unknown;

const { apply } = Reflect;
const lengthOf = (entry: Watched): number => (entry.raw as unknown[]).length;

function changing(note: Note, outcome: Outcome): Maker {
  return (native) =>
    ({
      method(this: unknown, ...args: unknown[]): unknown {
        const entry = receiverOf(this);
        if (entry === undefined) return apply(native, this, args);
        const before = lengthOf(entry);
        for (let i = 0; i < args.length; i++) args[i] = unwrap(args[i]);
        const result = apply(native, entry.raw, args);
        note(entry, before, args, result);
        return outcome(result, entry);
      },
    }).method;
}

const asIs: Outcome = (result) => result;
const itself: Outcome = (_result, entry) => entry.watched;
const item: Outcome = (result, entry) => child(result, entry.shadow, '');
const items: Outcome = (result, entry) => {
  if (!Array.isArray(result)) return result;
  for (let i = 0; i < result.length; i++) {
    const value: unknown = result[i];
    if (typeof value === 'object' && value !== null) result[i] = child(value, entry.shadow, i);
  }
  return result;
};

const noteAppend: Note = (entry, before) => {
  if (lengthOf(entry) !== before) append(entry.shadow);
};
const noteReorder: Note = (entry, before) => {
  if (before === 0 && lengthOf(entry) === 0) look(entry.shadow, 0);
  else reorder(entry.shadow, false);
};
const notePop: Note = (entry, before) => {
  if (before === 0) look(entry.shadow, 0);
  else removeLast(entry.shadow);
};
/** The first item has left. */
const noteShift: Note = (entry, before, args, result) => {
  noteReorder(entry, before, args, result);
  if (before > 0) moved(entry.shadow, 0, result, itemAt(entry, 0));
};
const noteUnshift: Note = (entry, before, args, result) => {
  noteReorder(entry, before, args, result);
  if (before > 0 && args.length > 0) moved(entry.shadow, 0, itemAt(entry, args.length), itemAt(entry, 0));
};
const noteSplice: Note = (entry, before, args, result) => {
  const after = lengthOf(entry);
  const added = Math.max(0, args.length - 2);
  const removed = before + added - after;
  if (added === 0 && removed === 0) return;
  // An object would run its `valueOf` a second time.
  const start = typeof args[0] === 'object' ? 0 : Number(args[0]);
  if (after === 0) clear(entry.shadow);
  else if (removed === 0 && start >= before) append(entry.shadow);
  else reorder(entry.shadow, start > 0);
  // What stood at the end moves nobody.
  if (!(start >= 0 && start < before) || removed === added) return;
  const at = Math.trunc(start);
  const item = removed > 0 ? (result as unknown[])[0] : itemAt(entry, at + added);
  moved(entry.shadow, at, item, itemAt(entry, at));
};

function itemAt(entry: Watched, index: number): unknown {
  const raw = entry.raw as unknown[];
  return index < raw.length ? raw[index] : ABSENT;
}

/** `sort` compares watched items. */
const sorting: Maker = (native) =>
  ({
    method(this: unknown, compare: unknown): unknown {
      const entry = receiverOf(this);
      if (entry === undefined) return apply(native, this, [compare]);
      const { raw, shadow } = entry;
      const given =
        typeof compare === 'function'
          ? (a: unknown, b: unknown): unknown => compare(child(a, shadow, ''), child(b, shadow, ''))
          : compare;
      apply(native, raw, [given]);
      noteReorder(entry, lengthOf(entry), [], undefined);
      return entry.watched;
    },
  }).method;

export const mutators: [string, Maker][] = [
  ['push', changing(noteAppend, asIs)],
  ['unshift', changing(noteUnshift, asIs)],
  ['pop', changing(notePop, item)],
  ['shift', changing(noteShift, item)],
  ['splice', changing(noteSplice, items)],
  ['reverse', changing(noteReorder, itself)],
  ['fill', changing(noteReorder, itself)],
  ['copyWithin', changing(noteReorder, itself)],
  ['sort', sorting],
];
