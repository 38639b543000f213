// Methods of Map, Set and Object that instrumented source borrows, `Map.prototype.get.call(map, key)`, or takes from
// `Object` and `Reflect` where replacing them for everybody would cost too much. Who else calls them is not seen.

import { noteOwn, plainKey, rawEntry, safely } from './builtins.ts';
import { barely, entryOf, state, Watched } from './identity.ts';

type Method = (...args: unknown[]) => unknown;
type Methods = Record<PropertyKey, Method>;

const { apply, get: reflectGet, has: reflectHas } = Reflect;
const { hasOwn } = Object;
const nativeHasOwn = Object.prototype.hasOwnProperty as Method;

/** The methods that watched Maps and Sets have of their own, by the native function. */
const collectionMethods = new Map<unknown, string>();
for (const { prototype } of [Map, Set]) {
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    if (typeof method === 'function' && name !== 'constructor') collectionMethods.set(method, name);
  }
}

function isBorrowed(method: unknown): method is Method {
  return method === nativeHasOwn || collectionMethods.has(method);
}

/** Calls a borrowed method on the receiver as the receiver's own one, if that records. */
function call(method: Method, receiver: unknown, args: unknown[]): unknown {
  if (method === nativeHasOwn) {
    noteOwnOf(receiver, args[0]);
    return apply(method, receiver, args);
  }
  const entry = typeof receiver === 'object' && receiver !== null ? entryOf(receiver) : undefined;
  if (!state.on || !(entry instanceof Watched) || !entry.native || entry.raw !== receiver) {
    return apply(method, receiver, args);
  }
  const own: unknown = (entry.watched as Methods)[collectionMethods.get(method) as string];
  const isOfItsKind = Object.getPrototypeOf(receiver) === (entry.shadow.kind === 'map' ? Map : Set).prototype;
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
    return name === 'hasOwn' && object === Object && Object.hasOwn === hasOwn ? ofObject : undefined;
  }
  if (object !== Reflect) return undefined;
  if (name === 'get') return Reflect.get === reflectGet ? ofReflect : undefined;
  return name === 'has' && Reflect.has === reflectHas ? ofReflect : undefined;
}

const { call: nativeCall } = Function.prototype;

function hasNativeCall(method: Method): boolean {
  return method.call === nativeCall;
}
