// What a built-in that stores many properties leaves in a value watched on its raw form. The built-in does the work,
// accessors included; what was there before is compared with what is there after.

import { types } from 'node:util';
import { ABSENT, PRESENT } from '../core/ops.ts';
import { write } from '../core/record.ts';
import { entryOf, meetChild, unwrap } from './identity.ts';
import { keysOf } from './natives.ts';
import type { ObjectHandler } from './object.ts';
import { isUnrecorded } from './unrecorded.ts';

const MOST_KEYS = 1000;
const ownDescriptor = Object.getOwnPropertyDescriptor;
const ownSymbols = Object.getOwnPropertySymbols;

/** The keys that `Object.assign` and its kin take from an object; none of somebody else's Proxy, which would notice. */
export function keysGiven(source: unknown): PropertyKey[] {
  if (typeof source !== 'object' && typeof source !== 'function') return [];
  const raw = source === null ? undefined : (entryOf(source)?.raw ?? source);
  if (raw === undefined || types.isProxy(raw)) return [];
  const symbols = ownSymbols(raw).filter((symbol) => ownDescriptor(raw, symbol)?.enumerable === true);
  return symbols.length === 0 ? keysOf(raw) : [...keysOf(raw), ...symbols];
}

/** Properties about to be stored in a watched value. */
export class Changes {
  private readonly entry: ObjectHandler;
  private readonly before = new Map<PropertyKey, PropertyDescriptor | undefined>();

  constructor(entry: ObjectHandler) {
    this.entry = entry;
  }

  expect(keys: readonly PropertyKey[]): void {
    const { raw, shadow } = this.entry;
    for (const key of keys) {
      if (this.before.size >= MOST_KEYS) return;
      if (isUnrecorded(key) || (shadow.kind === 'array' && key === 'length')) continue;
      if (!this.before.has(key)) this.before.set(key, ownDescriptor(raw, key));
    }
  }

  /**
   * Notes what has been stored.
   * @param isGiven whether a value was given for the key, so that it counts as stored even where it is the same
   * @param keepRaw what is held must not be a Proxy of ours
   */
  note(isGiven: (key: PropertyKey) => boolean, keepRaw: boolean): void {
    for (const [key, before] of this.before) this.noteKey(key, before, isGiven(key), keepRaw);
  }

  private noteKey(
    key: PropertyKey,
    before: PropertyDescriptor | undefined,
    given: boolean,
    keepRaw: boolean,
  ): void {
    const { raw, shadow } = this.entry;
    const after = ownDescriptor(raw, key);
    if (after === undefined) return;
    const previous = before === undefined ? ABSENT : 'value' in before ? before.value : PRESENT;
    if (!('value' in after)) {
      const known = shadow.find(key);
      if (known !== undefined) known.plain = false;
      const isSame = before !== undefined && before.get === after.get && before.set === after.set;
      if (!isSame) write(shadow.locate(key), PRESENT, previous);
      return;
    }
    if (!given && Object.is(previous, after.value)) return;
    const value: unknown = unwrap(after.value);
    if (keepRaw && value !== after.value && after.writable === true) {
      (raw as Record<PropertyKey, unknown>)[key] = value;
    }
    write(shadow.locate(key), value, previous);
    if (typeof value === 'object' && value !== null) meetChild(value, shadow, key);
  }
}
