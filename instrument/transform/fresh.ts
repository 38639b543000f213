// Objects that cannot be shared yet: made in this function, held by one variable, never handed out.

import type { AnyNode, CallExpression } from 'acorn';
import type { Reference, Variable } from './scopes/model.ts';

const COLLECTIONS = new Set(['Map', 'Set', 'Array', 'WeakMap', 'WeakSet', 'Date', 'RegExp']);

/** Methods that give their receiver back. */
const CHAINING = new Set(['set', 'add', 'sort', 'reverse', 'fill', 'copyWithin', 'valueOf', 'concat']);

export function isFreshInitialiser(node: AnyNode): boolean {
  if (node.type === 'ArrayExpression' || node.type === 'ObjectExpression') return true;
  return (
    node.type === 'NewExpression' && node.callee.type === 'Identifier' && COLLECTIONS.has(node.callee.name)
  );
}

/** The variables among the candidates whose object never leaves its function but by `return`. */
export function findFresh(candidates: readonly Variable[]): ReadonlySet<Variable> {
  const fresh = new Set<Variable>();
  for (const variable of candidates) {
    const literal = isObjectLiteral(variable);
    if (variable.references.every((use) => staysHome(use, literal))) fresh.add(variable);
  }
  return fresh;
}

function staysHome({ identifier, parent, grandparent }: Reference, literal: boolean): boolean {
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.id === identifier;
    case 'ReturnStatement':
    case 'SpreadElement':
      return true;
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.right === identifier;
    case 'MemberExpression':
      if (parent.object !== identifier) return parent.computed;
      if (grandparent?.type !== 'CallExpression' || grandparent.callee !== parent) return true;
      return !literal && !givesBack(grandparent);
    default:
      return false;
  }
}

/** The result of `m.set(…)` is `m`: its uses are not looked at, so the object counts as handed out. */
function givesBack(call: CallExpression): boolean {
  if (call.callee.type !== 'MemberExpression') return true;
  const { property, computed } = call.callee;
  return computed || property.type !== 'Identifier' || CHAINING.has(property.name);
}

function isObjectLiteral(variable: Variable): boolean {
  const node = variable.defs[0]?.node as { init?: AnyNode | null } | undefined;
  return node?.init?.type === 'ObjectExpression';
}
