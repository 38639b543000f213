// What instrumented source calls the methods of a watched array, Map or Set on: the methods are the membrane's, which
// record, but what they hand out is raw. One stand-in per container, made on first use and kept beside it.

import { methodOf } from '../membrane/array-methods.ts';
import { remember } from '../membrane/array-receiver.ts';
import { barely, state, type Watched } from '../membrane/identity.ts';

type Methods = Record<PropertyKey, (...args: unknown[]) => unknown>;

const MAP_METHODS = ['get', 'has', 'set', 'delete', 'clear', 'forEach', 'keys', 'values', 'entries'];
const SET_METHODS = ['has', 'add', 'delete', 'clear', 'forEach', 'keys', 'values', 'entries'];
const LATER_METHODS = [
  'getOrInsert',
  'getOrInsertComputed',
  'union',
  'intersection',
  'difference',
  'symmetricDifference',
  'isSubsetOf',
  'isSupersetOf',
  'isDisjointFrom',
];

class StandIn {
  #entry: Watched;

  constructor(entry: Watched) {
    this.#entry = entry;
  }

  static call(standIn: StandIn, name: PropertyKey, args: unknown[]): unknown {
    const entry = standIn.#entry;
    const { raw, watched } = entry;
    const isArray = entry.shadow.kind === 'array';
    const own = (raw as Methods)[name] as Methods[PropertyKey];
    const method = (isArray ? (methodOf(raw as Methods, name) as typeof own | undefined) : undefined) ?? own;
    const before = state.bare;
    state.bare = true;
    try {
      if (isArray) remember(entry);
      const result = Reflect.apply(method, watched, args);
      return result === watched ? raw : result;
    } finally {
      state.bare = before;
    }
  }
}

function tableOf(natives: object, names: readonly PropertyKey[]): Methods {
  const table = Object.create(StandIn.prototype) as Methods;
  for (const name of names) {
    if (!(name in natives)) continue;
    table[name] = function (this: unknown, ...args: unknown[]): unknown {
      return StandIn.call(this as StandIn, name, args);
    };
  }
  return table;
}

const arrayNames = Object.getOwnPropertyNames(Array.prototype).filter(
  (name) => methodOf(Array.prototype as unknown as Record<PropertyKey, unknown>, name) !== undefined,
);
const TABLES: Readonly<Record<string, Methods>> = {
  array: tableOf(Array.prototype, arrayNames),
  map: tableOf(Map.prototype, [...MAP_METHODS, ...LATER_METHODS]),
  set: tableOf(Set.prototype, [...SET_METHODS, ...LATER_METHODS]),
};

const standIns = new WeakMap<Watched, object>();

/** What to call `name` on in place of the container; the container itself where that is no method of the table's. */
export function standInFor(entry: Watched, name: PropertyKey): object {
  const { raw } = entry;
  const table = TABLES[entry.shadow.kind];
  if (table === undefined || !Object.hasOwn(table, name)) return raw;
  if (entry.shadow.kind === 'array' && methodOf(raw as Methods, name) === undefined) return raw;
  let standIn = standIns.get(entry);
  if (standIn === undefined) {
    standIn = Object.setPrototypeOf(new StandIn(entry), table) as object;
    standIns.set(entry, standIn);
  }
  return standIn;
}

/** The iterator of a watched array, Map or Set, for instrumented source; undefined where it is not the native one. */
export function iterationOf(entry: Watched): object | undefined {
  const { raw, shadow, watched } = entry;
  if (shadow.kind === 'object') return undefined;
  const isArray = shadow.kind === 'array';
  const method = isArray ? methodOf(raw as Methods, Symbol.iterator) : (raw as Methods)[Symbol.iterator];
  if (typeof method !== 'function') return undefined;
  if (isArray) remember(entry);
  return barely(() => Reflect.apply(method as Methods[PropertyKey], watched, []) as object);
}
