// What an expression's value is made of. Each kind of node lets its parts flow to where its value goes.

import type * as ESTree from 'estree';
import { assignment, update } from './assignments.ts';
import { call } from './calls.ts';
import { branch, enter, mayLeave } from './contexts.ts';
import { putField, takeAll, takeField } from './fields.ts';
import { classValue, fnOf, functionValue, isElsewhere } from './functions.ts';
import { NOWHERE, type Point } from './graph.ts';
import { keyOf, locationOf } from './locations.ts';
import { interruptUpdates, noteKeyed, noteRead, noteWrite, type Purpose, type Walk } from './walk.ts';

export function flow(walk: Walk, node: ESTree.Node, to: Point, purpose: Purpose): void {
  switch (node.type) {
    case 'Identifier':
      identifier(walk, node, to, purpose);
      return;
    case 'MemberExpression':
      member(walk, node, to, purpose);
      return;
    case 'CallExpression':
    case 'NewExpression':
      call(walk, node, to, purpose);
      return;
    case 'ChainExpression':
      chain(walk, node, to, purpose);
      return;
    case 'AssignmentExpression':
      assignment(walk, node, to, purpose);
      return;
    case 'UpdateExpression':
      update(walk, node, to);
      return;
    case 'UnaryExpression':
      unary(walk, node, to, purpose);
      return;
    case 'BinaryExpression':
      binary(walk, node, to, purpose);
      return;
    case 'LogicalExpression':
      logical(walk, node, to, purpose);
      return;
    case 'ConditionalExpression':
      conditional(walk, node, to, purpose);
      return;
    case 'AwaitExpression':
    case 'YieldExpression':
      pause(walk, node, to, purpose);
      return;
    case 'SequenceExpression':
      node.expressions.forEach((part, index) => {
        const isLast = index === node.expressions.length - 1;
        flow(walk, part, isLast ? to : NOWHERE, isLast ? purpose : 'nothing');
      });
      return;
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      // Reads inside it are another function's; whoever calls it by name gets what it returns.
      functionValue(walk, node, to, NOWHERE).stored = true;
      return;
    case 'ClassExpression':
      classValue(walk, node, to);
      return;
    default:
      parts(walk, node, to);
  }
}

/** Nodes whose value is made of all their parts. */
function parts(walk: Walk, node: ESTree.Node, to: Point): void {
  switch (node.type) {
    case 'ArrayExpression':
      for (const element of node.elements) if (element !== null) flow(walk, element, to, 'use');
      return;
    case 'ObjectExpression':
      for (const property of node.properties) flow(walk, property, to, 'use');
      return;
    case 'Property':
      if (node.computed) flow(walk, node.key, to, 'use');
      flow(walk, node.value, to, 'use');
      return;
    case 'SpreadElement':
      noteRead(walk, node, to, 'use', undefined);
      takeAll(walk, to);
      flow(walk, node.argument, to, 'use');
      return;
    case 'TemplateLiteral':
      for (const part of node.expressions) flow(walk, part, to, 'use');
      return;
    case 'TaggedTemplateExpression':
      flow(walk, node.tag, to, 'use');
      flow(walk, node.quasi, to, 'use');
      return;
    case 'ImportExpression':
      flow(walk, node.source, to, 'use');
      return;
    default:
      noteRead(walk, node, to, 'use', undefined);
  }
}

/** As {@link flow}, where it does not matter what is inside an object: keys, operands, what is looked for. */
export function flowPlain(walk: Walk, node: ESTree.Node, to: Point, purpose: Purpose): void {
  if (node.type === 'Identifier') identifier(walk, node, to, purpose, false);
  else flow(walk, node, to, purpose);
}

function identifier(
  walk: Walk,
  node: ESTree.Identifier,
  to: Point,
  purpose: Purpose,
  looksInside = purpose !== 'test',
): void {
  const local = walk.names.local(node);
  walk.graph.flow(local.point, to);
  if (looksInside) walk.graph.flow(local.inside, to);
  if (typeof purpose !== 'string') for (const other of purpose) local.feeds.add(other);
  else if (purpose === 'test') local.isTested = true;
  else local.isUsed = true;
  noteRead(walk, node, to, purpose, local.location);
  if (local.holds === undefined || isElsewhere(walk, node)) return;
  // A function that is handed on by name may be called by anybody.
  const fn = fnOf(walk, local.holds);
  walk.graph.flow(walk.context.all, fn.entry.all);
  fn.stored = true;
}

function member(walk: Walk, node: ESTree.MemberExpression, to: Point, purpose: Purpose): void {
  base(walk, node, to, purpose);
  noteRead(walk, node, to, purpose, locationOf(walk, node));
  takeField(walk, keyOf(node), to);
}

/**
 * The object of a member, and its computed key. After `?.` the rest of the chain runs only if there is one.
 * @param purpose what the member is wanted for
 */
export function base(walk: Walk, node: ESTree.MemberExpression, to: Point, purpose: Purpose): void {
  const object = node.optional ? walk.graph.point() : to;
  if (node.object.type !== 'Super') flow(walk, node.object, object, node.optional ? 'test' : 'use');
  if (!node.optional) open(walk, node.object, purpose);
  if (node.optional) {
    walk.graph.flow(object, to);
    if (node.object.type === 'Identifier') walk.graph.flow(walk.names.local(node.object).inside, to);
    enter(walk, object);
  }
  if (!node.computed) return;
  const key = walk.graph.point();
  flowPlain(walk, node.property, key, 'use');
  walk.graph.flow(key, to);
  noteKeyed(walk, node, key);
}

/** A member of the value is asked for: the value must be there. */
export function open(walk: Walk, node: ESTree.Node, purpose: Purpose): void {
  if (node.type === 'Identifier') walk.names.local(node).members.push(purpose);
  const row = walk.rows.get(node);
  const read = row === undefined ? undefined : walk.reads.get(row);
  if (read !== undefined) read.members.push(purpose);
  // `a.b.c === 1` tests what is in `a` as well.
  const isInner = node.type === 'MemberExpression' && !node.optional;
  if (isInner && purpose !== 'use' && purpose !== 'nothing') open(walk, node.object, purpose);
}

function chain(walk: Walk, node: ESTree.ChainExpression, to: Point, purpose: Purpose): void {
  const { context } = walk;
  flow(walk, node.expression, to, purpose);
  walk.context = context;
}

function binary(walk: Walk, node: ESTree.BinaryExpression, to: Point, purpose: Purpose): void {
  noteRead(walk, node, to, purpose, undefined);
  // `+` may make a text of all that is in an object, and `in` looks for a key.
  const operand = node.operator === '+' || node.operator === 'in' ? flow : flowPlain;
  if (node.left.type !== 'PrivateIdentifier') operand(walk, node.left, to, purpose);
  operand(walk, node.right, to, purpose);
}

function unary(walk: Walk, node: ESTree.UnaryExpression, to: Point, purpose: Purpose): void {
  if (node.operator !== 'delete') {
    flow(walk, node.argument, to, node.operator === 'void' ? 'nothing' : purpose);
    return;
  }
  const target = node.argument.type === 'ChainExpression' ? node.argument.expression : node.argument;
  if (target.type !== 'MemberExpression') {
    flow(walk, target, to, purpose);
    return;
  }
  const { context } = walk;
  const key = walk.graph.point();
  if (target.object.type !== 'Super') flow(walk, target.object, NOWHERE, 'use');
  if (target.computed) flowPlain(walk, target.property, key, 'use');
  if (target.optional) {
    const object = walk.graph.point();
    flow(walk, target.object, object, 'test');
    enter(walk, object);
  }
  putField(walk, keyOf(target), key, locationOf(walk, target));
  noteWrite(walk, node, key, false);
  walk.context = context;
}

function logical(walk: Walk, node: ESTree.LogicalExpression, to: Point, purpose: Purpose): void {
  const left = walk.graph.point();
  // What `&&` lets through of its left side is only that it was false.
  const onlyTests = node.operator === '&&' || purpose === 'nothing';
  flow(walk, node.left, left, onlyTests ? 'test' : purpose);
  walk.graph.flow(left, to);
  branch(walk, left, () => flow(walk, node.right, to, purpose));
}

function conditional(walk: Walk, node: ESTree.ConditionalExpression, to: Point, purpose: Purpose): void {
  const test = walk.graph.point();
  flow(walk, node.test, test, 'test');
  walk.graph.flow(test, to);
  branch(walk, test, () => flow(walk, node.consequent, to, purpose));
  branch(walk, test, () => flow(walk, node.alternate, to, purpose));
}

/** `await` and `yield` answer what their argument comes to, and go no further if it fails. */
function pause(
  walk: Walk,
  node: ESTree.AwaitExpression | ESTree.YieldExpression,
  to: Point,
  purpose: Purpose,
): void {
  const value = walk.graph.point();
  if (node.argument) flow(walk, node.argument, value, node.type === 'AwaitExpression' ? purpose : 'use');
  noteRead(walk, node, value, purpose, undefined);
  walk.graph.flow(value, to);
  walk.graph.flow(value, walk.attempt);
  if (node.type === 'YieldExpression') walk.graph.flow(value, walk.fn.returns);
  interruptUpdates(walk);
  if (walk.graph.isFed(value)) mayLeave(walk, value);
}
