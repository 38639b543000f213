// Keys whose reads mean nothing: engines, loggers and promise machinery probe them on every value they meet.

const symbols = Object.getOwnPropertyNames(Symbol)
  .map((name) => (Symbol as unknown as Record<string, unknown>)[name])
  .filter((value) => typeof value === 'symbol');

const UNRECORDED = new Set<PropertyKey>([
  ...symbols,
  Symbol.for('nodejs.util.inspect.custom'),
  'constructor',
  'prototype',
  '__proto__',
]);

/** Probes: an absent one is no news, a present one is an ordinary property. */
const PROBES = new Set<PropertyKey>([
  'then',
  'toJSON',
  'toString',
  'valueOf',
  'inspect',
  'nodeType',
  '$$typeof',
  'asymmetricMatch',
  '@@__IMMUTABLE_ITERABLE__@@',
  '@@__IMMUTABLE_RECORD__@@',
]);

/** Never recorded and never wrapped. */
export function isUnrecorded(key: PropertyKey): boolean {
  return UNRECORDED.has(key);
}

/** Not recorded when absent. */
export function isProbe(key: PropertyKey): boolean {
  return PROBES.has(key) || UNRECORDED.has(key);
}
