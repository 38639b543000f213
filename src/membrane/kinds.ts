// What kind of container a value is, by brand and prototype, in whatever realm it was made; a whitelist.
// Nothing here runs user code: no getter is called, no trap of a foreign proxy is entered.

import { types } from 'node:util';
import type { ContainerKind } from '../core/path.ts';
import { intrinsicOf } from '../core/realms.ts';
import { isRoot, refusalOfPrototype } from './instance.ts';

/** A kind, or the reason why a value is left alone. */
export type Verdict = { kind: WatchedKind } | { refusal: string };

/** What a value can be; a scope is none. */
type WatchedKind = Exclude<ContainerKind, 'scope'>;

const KINDS = {
  object: { kind: 'object' },
  array: { kind: 'array' },
  map: { kind: 'map' },
  set: { kind: 'set' },
} as const;
const ObjectPrototype = Object.prototype;
const ArrayPrototype = Array.prototype;
const brandOf = Object.prototype.toString;
const BUILT_IN_TAGS = new Set(
  ['Atomics', 'Crypto', 'Intl', 'JSON', 'Math', 'Module', 'Performance', 'Reflect', 'WebAssembly'].concat([
    'Temporal',
    'console',
    'global',
    'process',
  ]),
);

export function kindOf(value: object): Verdict {
  if (value === globalThis) return { refusal: 'the global object' };
  if (typeof process === 'object' && value === process.env) return { refusal: 'process.env' };
  if (types.isProxy(value)) return { refusal: 'proxy made by others' };
  if (types.isMap(value)) return KINDS.map;
  if (types.isSet(value)) return KINDS.set;
  const prototype: object | null = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype === ArrayPrototype) return KINDS.array;
    return judged(prototype, KINDS.array);
  }
  if (prototype === ObjectPrototype || prototype === null) return plain(value);
  if (isGlobalOfRealm(value)) return { refusal: 'the global object of another realm' };
  if (!types.isProxy(prototype) && isRoot(prototype)) return plain(value);
  if (hasBuiltInBrand(value)) return { refusal: `built-in ${nameOf(prototype)}` };
  return judged(prototype, KINDS.object);
}

/**
 * The kind of a value that is watched on its raw form; undefined for one whose state is not in its own properties, and
 * for what comes in masses.
 */
export function markedKindOf(value: object): WatchedKind | undefined {
  if (types.isProxy(value) || value === globalThis) return undefined;
  if (typeof value === 'function') return 'object';
  if (Array.isArray(value)) return 'array';
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === ObjectPrototype) return value === process.env ? undefined : 'object';
  if (types.isMap(value)) return 'map';
  if (types.isSet(value)) return 'set';
  if (value === process || hasBuiltInBrand(value) || types.isModuleNamespaceObject(value)) return undefined;
  if (isGlobalOfRealm(value)) return undefined;
  return 'object';
}

function isGlobalOfRealm(value: object): boolean {
  return Object.getOwnPropertyDescriptor(value, 'globalThis')?.value === value;
}

function judged(prototype: object | null, otherwise: Verdict): Verdict {
  const refusal = prototype === null ? undefined : refusalOfPrototype(prototype);
  return refusal === undefined ? otherwise : { refusal };
}

function plain(value: object): Verdict {
  if (Symbol.toStringTag in value) {
    const tag: unknown = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag)?.value;
    if (types.isModuleNamespaceObject(value)) return { refusal: 'module namespace' };
    if (typeof tag === 'string' && BUILT_IN_TAGS.has(tag)) return { refusal: `built-in ${tag}` };
  } else if (brandOf.call(value) !== '[object Object]') {
    return { refusal: `built-in ${brandOf.call(value).slice(8, -1)}` };
  }
  if (
    value === ObjectPrototype ||
    (Object.getPrototypeOf(value) === null && intrinsicOf(value) === 'Object')
  ) {
    return { refusal: 'built-in Object.prototype' };
  }
  return KINDS.object;
}

/** Brands whose holders may have any prototype, so that the chain alone does not tell. */
function hasBuiltInBrand(value: object): boolean {
  return (
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isPromise(value) ||
    types.isNativeError(value) ||
    types.isAnyArrayBuffer(value) ||
    ArrayBuffer.isView(value) ||
    types.isBoxedPrimitive(value) ||
    types.isGeneratorObject(value) ||
    types.isExternal(value)
  );
}

function nameOf(prototype: object): string {
  if (types.isProxy(prototype)) return 'object';
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof maker === 'function' ? maker.name : 'object';
}
