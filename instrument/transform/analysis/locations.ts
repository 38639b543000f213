// Where an expression points, as a text: two equal texts in one function mean the same location.

import type * as ESTree from 'estree';
import type { Local } from './names.ts';
import type { Walk } from './walk.ts';

const DEEPEST = 8;

/** `x.n`, `this.#n`, `list[i]`, `map.get(k)`; undefined where it cannot be told. */
export function locationOf(walk: Walk, node: ESTree.Node, depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  switch (node.type) {
    case 'Identifier':
      return walk.names.local(node).location;
    case 'ThisExpression':
      return 'this';
    case 'ChainExpression':
      return locationOf(walk, node.expression, depth);
    case 'MemberExpression': {
      const base = locationOf(walk, node.object, depth + 1);
      if (base === undefined) return undefined;
      const key = keyOf(node);
      if (key !== undefined) return `${base}.${key}`;
      const index = locationOf(walk, node.property, depth + 1);
      return index && `${base}[${index}]`;
    }
    default:
      return undefined;
  }
}

/** The entry of a Map that a call names: `map.get(k)`, `map.set(k, …)`. */
export function entryOf(walk: Walk, callee: ESTree.MemberExpression, args: readonly ESTree.Node[]) {
  const [first] = args;
  const base = locationOf(walk, callee.object);
  if (first === undefined || base === undefined) return undefined;
  const key = first.type === 'Literal' ? JSON.stringify(String(first.value)) : locationOf(walk, first);
  return key && `${base}(${key})`;
}

/** The name of a member, if it is written down. */
export function keyOf({ property, computed }: ESTree.MemberExpression): string | undefined {
  if (property.type === 'PrivateIdentifier') return `#${property.name}`;
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' && property.value !== null ? String(property.value) : undefined;
}

/** The variable through which an expression reaches its object. */
export function rootOf(walk: Walk, node: ESTree.Node): Local | undefined {
  let at: ESTree.Node = node;
  for (;;) {
    if (at.type === 'MemberExpression') at = at.object;
    else if (at.type === 'ChainExpression') at = at.expression;
    else if (at.type === 'SpreadElement' || at.type === 'AwaitExpression') at = at.argument;
    else break;
  }
  return at.type === 'Identifier' ? walk.names.local(at) : undefined;
}
