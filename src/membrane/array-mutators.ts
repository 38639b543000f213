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
const noteMove: Note = (entry, before) => {
  if (before === 0 && lengthOf(entry) === 0) look(entry.shadow, 0);
  else reorder(entry.shadow, false);
};
const notePop: Note = (entry, before) => {
  if (before === 0) look(entry.shadow, 0);
  else removeLast(entry.shadow);
};
/** The first item has left. */
const noteShift: Note = (entry, before, args, result) => {
  noteMove(entry, before, args, result);
  if (before > 0) moved(entry.shadow, 0, result, itemAt(entry, 0));
};
const noteUnshift: Note = (entry, before, args, result) => {
  noteMove(entry, before, args, result);
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

/** Neither a species nor an iterator of the application is asked. */
function itemsOf(entry: Watched): unknown[] {
  const raw = entry.raw as unknown[];
  const items: unknown[] = [];
  for (let i = 0; i < raw.length; i++) items[i] = raw[i];
  return items;
}

/** What moves items about within the array: noted is what has really moved. */
function noteRearranged({ raw, shadow }: Watched, before: readonly unknown[]): void {
  const after = raw as unknown[];
  const hasMoved = (item: unknown, index: number) => !Object.is(item, after[index]);
  if (!before.some(hasMoved)) {
    look(shadow, after.length);
    return;
  }
  reorder(shadow, false);
  for (const { key } of shadow.touched()) {
    const index = typeof key === 'string' ? Number(key) : Number.NaN;
    if (index < before.length && hasMoved(before[index], index))
      moved(shadow, index, before[index], after[index]);
  }
}

/** Longer ones are not gone over where the engine may touch only a part of them. */
const LONG = 4096;

/** @param whole whether the engine goes over all items, too */
const rearranging =
  (whole: boolean): Maker =>
  (native) =>
    ({
      method(this: unknown, ...args: unknown[]): unknown {
        const entry = receiverOf(this);
        if (entry === undefined) return apply(native, this, args);
        const length = lengthOf(entry);
        const before = whole || length <= LONG ? itemsOf(entry) : undefined;
        for (let i = 0; i < args.length; i++) args[i] = unwrap(args[i]);
        apply(native, entry.raw, args);
        if (before === undefined) noteMove(entry, length, args, undefined);
        else noteRearranged(entry, before);
        return entry.watched;
      },
    }).method;

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
      const before = itemsOf(entry);
      apply(native, raw, [given]);
      noteRearranged(entry, before);
      return entry.watched;
    },
  }).method;

export const mutators: [string, Maker][] = [
  ['push', changing(noteAppend, asIs)],
  ['unshift', changing(noteUnshift, asIs)],
  ['pop', changing(notePop, item)],
  ['shift', changing(noteShift, item)],
  ['splice', changing(noteSplice, items)],
  ['reverse', rearranging(true)],
  ['fill', rearranging(false)],
  ['copyWithin', rearranging(false)],
  ['sort', sorting],
];
