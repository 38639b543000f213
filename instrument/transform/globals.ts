// Variables of sloppy code that nobody declares: assigning one makes it a property of the global object.

import type { AnyNode, Program } from 'acorn';
import type { Reference, Scopes } from './scopes/model.ts';
import { isKnownGlobal } from './skips.ts';

/** Names that stand for themselves, those of the module's own function, and globals that do work when they are read. */
const LEFT = new Set(
  (
    'undefined NaN Infinity eval exports module __filename __dirname global globalThis window self fetch navigator ' +
    'localStorage sessionStorage Storage WebSocket EventSource CustomEvent Event EventTarget setTimeout ' +
    'setInterval setImmediate clearTimeout clearInterval clearImmediate Request Response Headers FormData Blob'
  ).split(' '),
);

/** References of undeclared names that a function of the module assigns. */
export function implicitGlobals(scopes: Scopes, program: Program): Map<string, AnyNode[]> {
  const names = new Map<string, AnyNode[]>();
  if (program.sourceType === 'module') return names;
  const assigned = new Set<string>();
  const unclear = new Set<string>();
  for (const scope of scopes.scopes) {
    for (const reference of scope.references) {
      if (reference.resolved !== null) continue;
      const identifier = reference.identifier;
      const { name } = identifier;
      if (LEFT.has(name) || isKnownGlobal(name)) continue;
      if (isDynamic(reference)) unclear.add(name);
      if (reference.isWrite() && reference.from.variableScope.block !== scopes.globalScope?.block) {
        assigned.add(name);
      }
      const known = names.get(name);
      if (known === undefined) names.set(name, [identifier]);
      else known.push(identifier);
    }
  }
  for (const name of names.keys()) if (!assigned.has(name) || unclear.has(name)) names.delete(name);
  return names;
}

/** A `with` or a direct `eval` around it may give the name another meaning. */
function isDynamic({ from }: Reference): boolean {
  for (let scope = from; scope.upper !== null; scope = scope.upper) if (scope.dynamic) return true;
  return false;
}
