// What built-ins do to values watched on their raw form: they go round the Proxy, and no instrumented access stands
// for them. Everything is told from descriptors, no getter runs. Which built-ins are replaced is the host's affair.

import { now } from '../core/now.ts';
import { ABSENT, PRESENT } from '../core/ops.ts';
import { ports } from '../core/ports.ts';
import { look, read } from '../core/record.ts';
import { entryOf, meetChild, state } from './identity.ts';
import { keysOf } from './natives.ts';
import { ObjectHandler } from './object.ts';
import { isUnrecorded } from './unrecorded.ts';

/** Beyond, nothing is noted: as many keys of an object, items of an array, values made into text. */
const MOST_KEYS = 100;
const MOST_ITEMS = 256;
const MOST_TEXT = 1000;

/** What is kept beside a raw object or array, if what a built-in does to it now is to be noted. */
export function rawEntry(value: unknown): ObjectHandler | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  const entry = entryOf(value);
  return entry !== undefined && entry instanceof ObjectHandler && isOpen(entry, value) ? entry : undefined;
}

/** In the turn of its birth nobody else has an object; a Proxy tells by itself. */
function isOpen(entry: ObjectHandler, value: object): boolean {
  return entry.raw === value && state.on && now.muted === 0 && (entry.born !== now.turn || now.turn === 0);
}

/** Runs `note`; a fault of ours must not reach the caller of a built-in. */
export function safely(note: () => void): void {
  try {
    note();
  } catch (error) {
    ports.fault('builtins', error);
  }
}

/** Its keys are asked for. */
export function noteKeys({ raw, shadow }: ObjectHandler): void {
  look(shadow, Array.isArray(raw) ? raw.length : keysOf(raw).length);
}

/** Its keys and all values are taken. */
export function noteContent(entry: ObjectHandler): void {
  const { raw, shadow } = entry;
  if (Array.isArray(raw)) {
    look(shadow, raw.length);
    const most = Math.min(raw.length, MOST_ITEMS);
    for (let i = 0; i < most; i++) {
      const item = ownValue(raw, i);
      if (isObject(item)) meetChild(item, shadow, '');
    }
    return;
  }
  const keys = keysOf(raw);
  look(shadow, keys.length);
  const most = Math.min(keys.length, MOST_KEYS);
  for (let i = 0; i < most; i++) entry.noteRead(keys[i] as string);
}

/** Somebody asks whether it has the key itself; what it inherits does not count. */
export function noteOwn({ raw, shadow }: ObjectHandler, key: PropertyKey): void {
  if (isUnrecorded(key)) return;
  read(shadow.locate(key), Object.getOwnPropertyDescriptor(raw, key) === undefined ? ABSENT : PRESENT);
}

/** It is made into text: one look at each watched container that is reached from here through watched ones. */
export function noteText(start: ObjectHandler): void {
  let left = MOST_TEXT;
  const seen = new Set<ObjectHandler>([start]);
  for (const { raw, shadow } of seen) {
    // Its own method says what becomes text.
    if ('toJSON' in raw) continue;
    const keys: readonly string[] | undefined = Array.isArray(raw) ? undefined : keysOf(raw);
    const size = keys?.length ?? (raw as unknown[]).length;
    look(shadow, size);
    for (let i = 0; i < size && left > 0; i++, left--) {
      const entry = rawEntry(ownValue(raw, keys?.[i] ?? i));
      if (entry !== undefined && typeof entry.raw === 'object') seen.add(entry);
    }
  }
}

/** Array positions may come as numbers; an object as a key would run its `toString` once more than the program does. */
export function plainKey(key: unknown): PropertyKey | undefined {
  if (typeof key === 'string' || typeof key === 'symbol') return key;
  return typeof key === 'number' ? String(key) : undefined;
}

function ownValue(holder: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
