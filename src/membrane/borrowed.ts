// Methods of Map, Set and Object that instrumented source borrows, `Map.prototype.get.call(map, key)`, or takes from
// `Object` and `Reflect` where replacing them for everybody would cost too much. Who else calls them is not seen.

import { intrinsicOf } from '../core/realms.ts';
import { noteOwn, plainKey, rawEntry, safely } from './builtins.ts';
import { barely, entryOf, state, Watched } from './identity.ts';

type Method = (...args: unknown[]) => unknown;
type Methods = Record<PropertyKey, Method>;

const { apply, get: reflectGet, has: reflectHas } = Reflect;
const { hasOwn } = Object;
const HAS_OWN = 'hasOwnProperty';

/** The built-ins of a realm that may be borrowed. */
export interface Lenders {
  readonly Object: ObjectConstructor;
  readonly Reflect: typeof Reflect;
  readonly Function: FunctionConstructor;
  readonly Map: MapConstructor;
  readonly Set: SetConstructor;
}

/** The methods that watched Maps and Sets have of their own, by the native function, and `hasOwnProperty`. */
const borrowable = new WeakMap<object, string>();
/** What to call in the place of the methods of `Object` and `Reflect` of another realm. */
const foreign = new WeakMap<object, (name: PropertyKey) => object | undefined>();
const nativeCalls = new WeakSet<object>();
let anyForeign = false;

knowMethods({ Object, Reflect, Function, Map, Set });

function knowMethods(realm: Lenders): void {
  for (const { prototype } of [realm.Map, realm.Set]) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      if (typeof method === 'function' && name !== 'constructor') borrowable.set(method, name);
    }
  }
  borrowable.set(realm.Object.prototype.hasOwnProperty, HAS_OWN);
  nativeCalls.add(realm.Function.prototype.call);
}

/** What instrumented source of another realm borrows is seen from now on. */
export function knowLenders(realm: Lenders): void {
  anyForeign = true;
  knowMethods(realm);
  const { hasOwn: own } = realm.Object;
  const { get: getOf, has: hasOf } = realm.Reflect;
  foreign.set(realm.Object, (name) =>
    name === 'hasOwn' && realm.Object.hasOwn === own ? ofObject : undefined,
  );
  foreign.set(realm.Reflect, (name) => {
    if (name === 'get') return realm.Reflect.get === getOf ? ofReflect : undefined;
    return name === 'has' && realm.Reflect.has === hasOf ? ofReflect : undefined;
  });
}

function isBorrowed(method: object): method is Method {
  return borrowable.has(method);
}

/** Calls a borrowed method on the receiver as the receiver's own one, if that records. */
function call(method: Method, receiver: unknown, args: unknown[]): unknown {
  if (borrowable.get(method) === HAS_OWN) {
    noteOwnOf(receiver, args[0]);
    return apply(method, receiver, args);
  }
  const entry = typeof receiver === 'object' && receiver !== null ? entryOf(receiver) : undefined;
  if (!state.on || !(entry instanceof Watched) || !entry.native || entry.raw !== receiver) {
    return apply(method, receiver, args);
  }
  const own: unknown = (entry.watched as Methods)[borrowable.get(method) as string];
  const prototype: object = Object.getPrototypeOf(receiver);
  const isOfItsKind = intrinsicOf(prototype) === (entry.shadow.kind === 'map' ? 'Map' : 'Set');
  if (typeof own !== 'function' || !isOfItsKind) return apply(method, receiver, args);
  return barely(() => apply(own, entry.watched, args));
}

function noteOwnOf(object: unknown, given: unknown): void {
  const entry = rawEntry(object);
  const key = entry && plainKey(given);
  if (entry !== undefined && key !== undefined) safely(() => noteOwn(entry, key));
}

class Borrowed {
  readonly #method: Method;

  constructor(method: Method) {
    this.#method = method;
  }

  call(receiver: unknown, ...args: unknown[]): unknown {
    return call(this.#method, receiver, args);
  }
}

const ofObject = {
  hasOwn(...args: unknown[]): unknown {
    noteOwnOf(args[0], args[1]);
    return apply(hasOwn, Object, args);
  },
};

const ofReflect = {
  get(...args: unknown[]): unknown {
    const entry = args.length < 3 || args[2] === args[0] ? rawEntry(args[0]) : undefined;
    const key = entry && plainKey(args[1]);
    if (entry !== undefined && key !== undefined) safely(() => entry.noteRead(key));
    return apply(reflectGet, Reflect, args);
  },
  has(...args: unknown[]): unknown {
    const entry = rawEntry(args[0]);
    const key = entry && plainKey(args[1]);
    if (entry !== undefined && key !== undefined) safely(() => entry.noteHas(key));
    return apply(reflectHas, Reflect, args);
  },
};

/** What to call `name` on in the place of an object that nobody watches; undefined for nearly all. */
export function lenderFor(object: unknown, name: PropertyKey): object | undefined {
  if (typeof object === 'function') {
    if (name === 'call')
      return isBorrowed(object) && hasNativeCall(object) ? new Borrowed(object) : undefined;
    if (name !== 'hasOwn') return undefined;
    if (object === Object) return Object.hasOwn === hasOwn ? ofObject : undefined;
    return foreign.get(object)?.(name);
  }
  if (object !== Reflect) {
    return anyForeign && typeof object === 'object' && object !== null
      ? foreign.get(object)?.(name)
      : undefined;
  }
  if (name === 'get') return Reflect.get === reflectGet ? ofReflect : undefined;
  return name === 'has' && Reflect.has === reflectHas ? ofReflect : undefined;
}

function hasNativeCall(method: Method): boolean {
  return nativeCalls.has(method.call);
}
