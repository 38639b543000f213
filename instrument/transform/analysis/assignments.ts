// Assignments: plain, compound, logical, and `++`.

import type * as ESTree from 'estree';
import { branch } from './contexts.ts';
import { flow } from './expressions.ts';
import { takeField } from './fields.ts';
import type { Point } from './graph.ts';
import { keyOf, locationOf } from './locations.ts';
import { isFresh, purposeOf, store, targetParts } from './patterns.ts';
import { asUpdate, noteRead, type Purpose, type Walk } from './walk.ts';

const LOGICAL = new Set<string>(['||=', '&&=', '??=']);

export function assignment(walk: Walk, node: ESTree.AssignmentExpression, to: Point, purpose: Purpose): void {
  if (node.operator === '=') {
    plain(walk, node, to, purpose);
    return;
  }
  targetParts(walk, node.left);
  if (LOGICAL.has(node.operator)) logical(walk, node, to, purpose);
  else compound(walk, node, to, purpose);
}

function plain(walk: Walk, node: ESTree.AssignmentExpression, to: Point, purpose: Purpose): void {
  const { left, right } = node;
  const value = walk.graph.point();
  targetParts(walk, left);
  const isPattern = left.type === 'ObjectPattern' || left.type === 'ArrayPattern';
  const updates = asUpdate(walk, isPattern ? undefined : locationOf(walk, left), () =>
    flow(walk, right, value, purposeOf(walk, left, purpose)),
  );
  if (left.type === 'Identifier' && !isFresh(right)) walk.names.local(left).isFresh = false;
  // The row of a destructuring assignment is a look at what it takes apart.
  if (isPattern) noteRead(walk, node, value, 'use', undefined);
  store(walk, left, node, value, updates);
  walk.graph.flow(value, to);
}

function compound(walk: Walk, node: ESTree.AssignmentExpression, to: Point, purpose: Purpose): void {
  const value = walk.graph.point();
  const updates = asUpdate(walk, locationOf(walk, node.left), () => {
    found(walk, node.left, value, 'use');
    flow(walk, node.right, value, purpose === 'nothing' ? 'use' : purpose);
  });
  store(walk, node.left, node, value, updates);
  walk.graph.flow(value, to);
}

function logical(walk: Walk, node: ESTree.AssignmentExpression, to: Point, purpose: Purpose): void {
  const before = walk.graph.point();
  found(walk, node.left, before, purpose === 'nothing' ? 'test' : purpose);
  walk.graph.flow(before, to);
  branch(walk, before, () => {
    const value = walk.graph.point();
    flow(walk, node.right, value, purposeOf(walk, node.left, purpose));
    if (node.left.type === 'Identifier' && !isFresh(node.right)) walk.names.local(node.left).isFresh = false;
    store(walk, node.left, node, value, false);
    walk.graph.flow(value, to);
  });
}

/** What stands at the target of a compound assignment before it. */
function found(walk: Walk, target: ESTree.Node, to: Point, purpose: Purpose): void {
  if (target.type === 'Identifier') walk.graph.flow(walk.names.local(target).point, to);
  noteRead(walk, target, to, purpose, locationOf(walk, target));
  if (target.type === 'MemberExpression') {
    takeField(walk, keyOf(target), to);
    if (target.object.type === 'Identifier') {
      const { point, inside } = walk.names.local(target.object);
      walk.graph.flow(point, to);
      walk.graph.flow(inside, to);
    }
  }
}

/** `x.n++`: its one row both reads and writes. */
export function update(walk: Walk, node: ESTree.UpdateExpression, to: Point): void {
  const value = walk.graph.point();
  targetParts(walk, node.argument);
  if (node.argument.type === 'Identifier') walk.graph.flow(walk.names.local(node.argument).point, value);
  noteRead(walk, node, value, 'use', locationOf(walk, node.argument));
  store(walk, node.argument, node, value, true);
  walk.graph.flow(value, to);
}
