// Promises of a subclass: `then` makes their reactions through the subclass's constructor, and the engine no longer
// says which promise a reaction waited for. What came before such a reaction is unknown.

const PromisePrototype = Promise.prototype;

/** True for an instance of a subclass; an ordinary promise of another realm is none. */
export function isOfSubclass(promise: object): boolean {
  const prototype = Object.getPrototypeOf(promise) as object | null;
  if (prototype === PromisePrototype) return false;
  const parent = prototype && (Object.getPrototypeOf(prototype) as object | null);
  return parent === null || Object.getPrototypeOf(parent) !== null;
}
