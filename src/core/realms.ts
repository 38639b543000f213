// The built-in prototypes of other realms (node:vm contexts, test environments): who they are is told by themselves,
// once each. Their constructor is native, cannot be replaced as the holder of its prototype, and has the known name.

import { ports } from './ports.ts';

export type Intrinsic = 'Object' | 'Array' | 'Map' | 'Set' | 'Date';

const NAMES: ReadonlySet<string> = new Set<Intrinsic>(['Object', 'Array', 'Map', 'Set', 'Date']);
const NATIVE = /\{\s*\[native code\]\s*\}\s*$/;

const sourceOf = Function.prototype.toString;
const ownDescriptor = Object.getOwnPropertyDescriptor;
const prototypeOf = Object.getPrototypeOf as (value: object) => object | null;

const known = new WeakMap<object, Intrinsic | 'none'>([
  [Object.prototype, 'Object'],
  [Array.prototype, 'Array'],
  [Map.prototype, 'Map'],
  [Set.prototype, 'Set'],
  [Date.prototype, 'Date'],
]);

/**
 * Which built-in prototype an object is, in whatever realm; undefined for any other object.
 * @param prototype no Proxy: its traps would run
 */
export function intrinsicOf(prototype: object): Intrinsic | undefined {
  let found = known.get(prototype);
  if (found === undefined) {
    // Objects without a prototype come in masses (a response's locals): they are asked again, not remembered.
    if (!Object.hasOwn(prototype, 'constructor')) return undefined;
    found = recognise(prototype) ?? 'none';
    known.set(prototype, found);
  }
  return found === 'none' ? undefined : found;
}

/** Whether a function is one of the engine's. */
export function isNative(fn: unknown): boolean {
  return NATIVE.test(sourceOf.call(fn as () => void));
}

function recognise(prototype: object): Intrinsic | undefined {
  const maker: unknown = ownDescriptor(prototype, 'constructor')?.value;
  if (typeof maker !== 'function') return undefined;
  const held = ownDescriptor(maker, 'prototype');
  if (held?.value !== prototype || held.writable !== false) return undefined;
  const name: unknown = ownDescriptor(maker, 'name')?.value;
  if (typeof name !== 'string' || !NAMES.has(name) || !isNative(maker)) return undefined;
  const parent = prototypeOf(prototype);
  if (name === 'Object') return parent === null ? name : undefined;
  if ((name === 'Array') !== Array.isArray(prototype) || parent === null) return undefined;
  return prototypeOf(parent) === null ? (name as Intrinsic) : undefined;
}

/**
 * The built-in prototype of a kind that a value inherits from, in whatever realm.
 * @returns undefined when there is none, or a Proxy is on the way
 */
export function intrinsicBehind(value: object, kind: Intrinsic): object | undefined {
  let link = prototypeOf(value);
  while (link !== null && !ports.isOpaque(link)) {
    if (intrinsicOf(link) === kind) return link;
    link = prototypeOf(link);
  }
  return undefined;
}
