// Reads that end at a prototype. Methods and class-level values pass; an object made with Object.create(shared)
// reads the shared object's properties, which are state like any other and belong to that object.

import { types } from 'node:util';
import { ports } from '../core/ports.ts';
import { read } from '../core/record.ts';
import { child, door, entryOf, known, state, Watched } from './identity.ts';
import { isUnrecorded } from './unrecorded.ts';

const ownDescriptor = Object.getOwnPropertyDescriptor;

/** Reads `key`, which `target` does not own but can reach. */
export function readInherited(from: Watched, target: object, key: PropertyKey, receiver: unknown): unknown {
  let holder: object | null = Object.getPrototypeOf(target);
  while (holder !== null) {
    if (types.isProxy(holder)) return Reflect.get(target, key, receiver);
    const found = ownDescriptor(holder, key);
    if (found !== undefined) return readAt(from, target, holder, found, key, receiver);
    holder = Object.getPrototypeOf(holder);
  }
  return Reflect.get(target, key, receiver);
}

function readAt(
  from: Watched,
  target: object,
  holder: object,
  found: PropertyDescriptor,
  key: PropertyKey,
  receiver: unknown,
): unknown {
  const { value } = found;
  if (typeof value === 'function' || isUnrecorded(key)) return value;
  if (found.get !== undefined || found.set !== undefined) {
    return child(Reflect.get(target, key, receiver), from.shadow, key);
  }
  if (!state.on) return known(value);
  const shadow =
    (ownDescriptor(holder, 'constructor') === undefined && shadowOfHolder(from, holder)) || undefined;
  if (shadow === undefined) return child(value, from.shadow, key);
  read(shadow.locate(key), value);
  return child(value, shadow, key);
}

/** The shadow of a prototype that holds state, watched under the name of the object that inherits from it. */
function shadowOfHolder(from: Watched, holder: object): Watched['shadow'] | undefined {
  if (entryOf(holder) === undefined) watchHolder(holder, from);
  const entry = entryOf(holder);
  return entry instanceof Watched ? entry.shadow : undefined;
}

function watchHolder(holder: object, from: Watched): void {
  try {
    door.admit(holder, from.shadow.path);
  } catch (error) {
    ports.fault('membrane', error);
  }
}
