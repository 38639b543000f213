// Looking through a value that cannot stand behind a Proxy (an emitter, a class with private members) for Maps and
// Sets it holds in plain sight: `server.activeConn`. They are watched in place, so nobody notices.

import { types } from 'node:util';
import { type PathNode, stepFrom } from '../core/path.ts';
import { entryOf } from './identity.ts';
import { keysOf } from './natives.ts';

const MOST_KEYS = 200;

/** Admits the collections among the own, public, enumerable data properties of `holder`. Runs no getter. */
export function reachThrough(
  holder: object,
  path: PathNode,
  admit: (value: object, path: PathNode) => object,
): void {
  if (types.isProxy(holder) || types.isModuleNamespaceObject(holder)) return;
  const keys = keysOf(holder);
  if (keys.length > MOST_KEYS) return;
  for (const key of keys) {
    if (key.startsWith('_')) continue;
    const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
    if (typeof value !== 'object' || value === null || !(types.isMap(value) || types.isSet(value))) continue;
    if (entryOf(value) === undefined) admit(value, stepFrom(path, key, 'object'));
  }
}
