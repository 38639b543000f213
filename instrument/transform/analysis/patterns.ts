// Where a value ends up: variables, members, and the patterns that take it apart.

import type * as ESTree from 'estree';
import { assign, branch } from './contexts.ts';
import { flow, open } from './expressions.ts';
import { putField, takeAll, takeField } from './fields.ts';
import type { Point } from './graph.ts';
import { keyOf, locationOf, rootOf } from './locations.ts';
import type { Local } from './names.ts';
import { noteKeyed, noteRead, noteWrite, type Purpose, type Walk } from './walk.ts';

const MADE = new Set<string>([
  'ObjectExpression',
  'ArrayExpression',
  'NewExpression',
  'Literal',
  'TemplateLiteral',
]);

/** The object is made on the spot, so that nobody else can have it yet. */
export function isFresh(node: ESTree.Node): boolean {
  return MADE.has(node.type);
}

/** Lets a value flow into a pattern; answers the variables it fills. */
export function bind(walk: Walk, pattern: ESTree.Node, from: Point): Local[] {
  const filled: Local[] = [];
  fill(walk, pattern, from, filled);
  return filled;
}

function fill(walk: Walk, pattern: ESTree.Node, from: Point, filled: Local[]): void {
  switch (pattern.type) {
    case 'Identifier': {
      const local = walk.names.local(pattern);
      filled.push(local);
      assign(walk, local, from);
      noteWrite(walk, pattern, from, false);
      return;
    }
    case 'MemberExpression':
      targetParts(walk, pattern);
      store(walk, pattern, pattern, from, false);
      return;
    case 'AssignmentPattern':
      withDefault(walk, pattern, from, filled);
      return;
    case 'RestElement':
      fill(walk, pattern.argument, patternRead(walk, pattern, from, filled), filled);
      return;
    case 'ArrayPattern': {
      takeAll(walk, from);
      const value = patternRead(walk, pattern, from, filled);
      for (const element of pattern.elements) if (element !== null) fill(walk, element, value, filled);
      return;
    }
    case 'ObjectPattern':
      objectPattern(walk, pattern, from, filled);
      return;
    default:
      flow(walk, pattern, from, 'use');
  }
}

function objectPattern(walk: Walk, pattern: ESTree.ObjectPattern, from: Point, filled: Local[]): void {
  const value = patternRead(walk, pattern, from, filled);
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      takeAll(walk, value);
      fill(walk, property, value, filled);
      continue;
    }
    const { key, computed } = property;
    const part = walk.graph.point();
    walk.graph.flow(value, part);
    if (computed) flow(walk, key, part, 'use');
    takeField(walk, !computed && key.type === 'Identifier' ? key.name : undefined, part);
    fill(walk, property.value, patternRead(walk, property, part, filled), filled);
  }
}

function withDefault(walk: Walk, pattern: ESTree.AssignmentPattern, from: Point, filled: Local[]): void {
  const value = walk.graph.point();
  walk.graph.flow(from, value);
  branch(walk, from, () => flow(walk, pattern.right, value, 'use'));
  const count = filled.length;
  fill(walk, pattern.left, value, filled);
  if (!isFresh(pattern.right)) for (const local of filled.slice(count)) local.isFresh = false;
}

/** The row of a pattern is a read, wanted for the variables it fills. */
function patternRead(walk: Walk, node: ESTree.Node, from: Point, filled: Local[]): Point {
  if (!walk.rows.has(node)) return from;
  const value = walk.graph.point();
  walk.graph.flow(from, value);
  noteRead(walk, node, value, filled, undefined);
  return value;
}

/** What is computed to find the target of an assignment: it decides where, not what. */
export function targetParts(walk: Walk, target: ESTree.Node): void {
  if (target.type !== 'MemberExpression') return;
  flow(walk, target.object, 0, 'use');
  open(walk, target.object, 'use');
  if (target.computed) flow(walk, target.property, 0, 'use');
}

/** A value arrives at the target of an assignment whose row stands at `node`. */
export function store(
  walk: Walk,
  target: ESTree.Node,
  node: ESTree.Node,
  value: Point,
  updates: boolean,
): void {
  if (target.type === 'Identifier') {
    assign(walk, walk.names.local(target), value);
  } else if (target.type === 'MemberExpression') {
    const location = locationOf(walk, target);
    if (target.computed && walk.rows.has(node)) {
      const key = walk.graph.point();
      flow(walk, target.property, key, 'use');
      noteKeyed(walk, node, key);
    }
    putField(walk, keyOf(target), value, location);
    change(walk, target.object, value, 'changes', location);
  } else {
    bind(walk, target, value);
    return;
  }
  noteWrite(walk, node, value, updates);
}

/** Something is put into the object that an expression reaches through a variable: under a key, or by some call. */
export function change(
  walk: Walk,
  object: ESTree.Node,
  from: Point,
  way: 'changes' | 'fillings',
  location?: string,
): void {
  const root = rootOf(walk, object);
  if (root === undefined) return;
  walk.graph.flow(from, root[way], location);
  if (root.scopeNode === undefined || walk.functions.get(root.scopeNode) !== walk.fn) {
    root.isChangedElsewhere = true;
  }
}

/** What a value is wanted for that is assigned to this target. */
export function purposeOf(walk: Walk, target: ESTree.Node, outer: Purpose): Purpose {
  if (target.type !== 'Identifier' || outer === 'use') return 'use';
  const local = walk.names.local(target);
  if (outer === 'test') local.isTested = true;
  return typeof outer === 'string' ? [local] : [local, ...outer];
}
