// Replacing a function so that nobody can tell: same name, length, own properties and place. Which functions
// are replaced, and by what, is decided in instrument/roots.

/** A function as the patches see it: receiver and arguments are only passed on. */
export type Method = (this: unknown, ...args: unknown[]) => unknown;

const replacements = new WeakSet<object>();
const imitated = new WeakMap<object, object>();
const KEPT_APART = new Set<PropertyKey>(['prototype', 'arguments', 'caller']);

/** Gives `replacement` the name, length, own properties and prototypes of `original`. */
export function imitate<F extends object>(replacement: F, original: object): F {
  imitated.set(replacement, original);
  Object.setPrototypeOf(replacement, Object.getPrototypeOf(original));
  for (const key of Reflect.ownKeys(original)) {
    if (KEPT_APART.has(key)) continue;
    const descriptor = Object.getOwnPropertyDescriptor(original, key);
    if (descriptor) Object.defineProperty(replacement, key, descriptor);
  }
  if (Object.hasOwn(original, 'prototype')) {
    Reflect.set(replacement, 'prototype', Reflect.get(original, 'prototype'));
  }
  return replacement;
}

/**
 * Puts a replacement in the place of `owner[name]`, when that is an own method and not already a replacement.
 * @param make gets the original and returns what shall be called instead
 * @returns true when the method was replaced now
 */
export function replaceMethod(owner: object, name: PropertyKey, make: (original: Method) => Method): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const original: unknown = descriptor?.value;
  if (!descriptor || typeof original !== 'function' || replacements.has(original)) return false;
  const replacement = imitate(make(original as Method), original);
  replacements.add(replacement);
  return Reflect.defineProperty(owner, name, { ...descriptor, value: replacement });
}

/** What a replacement stands for; undefined for any other function. */
export function originalOf(replacement: object): object | undefined {
  return imitated.get(replacement);
}
