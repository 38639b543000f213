// May instances of a class stand behind a Proxy? Private members cannot be seen from outside, so the answer is
// read from the source text of the class and everything it extends; when in doubt the answer is no.

import { types } from 'node:util';
import { intrinsicOf, isNative } from '../core/realms.ts';
import { entryOf } from './identity.ts';

const sourceOf = Function.prototype.toString;
const ownDescriptor = Object.getOwnPropertyDescriptor;

/** Use of `#name` (declared but unused ones do no harm), automatic accessors, and what compilers make of both. */
const PRIVATE = /\.\s*#[\w$]|#[\w$]+\s+in\b|\baccessor\s+[\w$#[]/;
const PRIVATE_HELPER =
  /__classPrivate(?:Field|Method)|_classPrivate(?:Field|Method|Getter|Setter)|_class_private_|__private(?:Get|Set|Add|In|Method|Wrapper)\b/;
/** State kept beside the instance: `state.get(this)` misses when `this` is a Proxy. */
const BESIDE = /\.(?:get|set|has|add|delete)\(\s*this\b/;
/** Names that only Node's own library uses. */
const NODE_INTERNAL =
  /\b(?:internalBinding|primordials|async_id_symbol|owner_symbol|kHasPrimitive|kResourceStore|AsyncContextFrame|ReflectApply|FunctionPrototypeCall|SafeMap|SafeSet|SafeWeakMap|setOwnProperty|kEmptyObject)\b/;

/** Reason not to watch, or undefined when instances are safe; kept per prototype. */
const verdicts = new WeakMap<object, string>();
const SAFE = '';

/** Looks at a prototype chain. `undefined` means that objects with this prototype may stand behind a Proxy. */
export function refusalOfPrototype(prototype: object): string | undefined {
  let verdict = verdicts.get(prototype);
  if (verdict === undefined) {
    verdict = judge(prototype) ?? SAFE;
    verdicts.set(prototype, verdict);
  }
  return verdict === SAFE ? undefined : verdict;
}

function judge(prototype: object): string | undefined {
  const chain: object[] = [];
  let link: object | null = prototype;
  while (link !== null) {
    if (types.isProxy(link)) {
      const entry = entryOf(link);
      if (entry === undefined) return 'prototype is a proxy made by others';
      link = entry.raw;
    }
    if (isRoot(link)) break;
    chain.push(link);
    link = Object.getPrototypeOf(link) as object | null;
  }
  if (chain.some((each) => isMethod(each, 'emit') && isMethod(each, 'on'))) return 'event emitter';
  for (const each of chain) {
    const refusal = refusalOfLink(each);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** `Object.prototype` or `Array.prototype` of any realm. */
export function isRoot(prototype: object): boolean {
  const known = intrinsicOf(prototype);
  return known === 'Object' || known === 'Array';
}

function refusalOfLink(prototype: object): string | undefined {
  if (isMethod(prototype, 'then')) return 'thenable';
  if (isMethod(prototype, 'next')) return 'iterator';
  const maker = ownDescriptor(prototype, 'constructor')?.value as unknown;
  if (maker === undefined) return undefined;
  if (typeof maker !== 'function') return 'built-in';
  if (isNative(maker) || isGlobal(maker)) return `built-in ${maker.name}`;
  return refusalOfText(sourceOf.call(maker)) ?? refusalOfMethods(prototype);
}

function refusalOfText(text: string): string | undefined {
  if (NODE_INTERNAL.test(text)) return 'class of Node itself';
  if (PRIVATE.test(text) || PRIVATE_HELPER.test(text)) return 'class with private members';
  if (BESIDE.test(text)) return 'class with state kept in a map keyed by the instance';
  return undefined;
}

/** Classes written or compiled as functions have their methods outside the constructor's text. */
function refusalOfMethods(prototype: object): string | undefined {
  for (const key of Reflect.ownKeys(prototype)) {
    const descriptor = ownDescriptor(prototype, key);
    for (const part of [descriptor?.value, descriptor?.get, descriptor?.set]) {
      if (typeof part !== 'function' || key === 'constructor') continue;
      const refusal = refusalOfText(sourceOf.call(part));
      if (refusal !== undefined) return refusal;
    }
  }
  return undefined;
}

function isMethod(prototype: object, name: string): boolean {
  return typeof ownDescriptor(prototype, name)?.value === 'function';
}

function isGlobal(maker: { name: string }): boolean {
  const descriptor = ownDescriptor(globalThis, maker.name);
  if (descriptor === undefined) return false;
  return descriptor.get === undefined
    ? descriptor.value === maker
    : (globalThis as Record<string, unknown>)[maker.name] === maker;
}
