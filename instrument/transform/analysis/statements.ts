// Statements: which conditions stand before what.

import type * as ESTree from 'estree';
import { makesCopy } from './calls.ts';
import { branch, enter, settleExits, takeExits } from './contexts.ts';
import { flow } from './expressions.ts';
import { captures, classValue, walkFunction } from './functions.ts';
import { NOWHERE } from './graph.ts';
import { forOf, loop } from './loops.ts';
import { bind, isFresh } from './patterns.ts';
import { asUpdate, noteRead, noteWrite, type Target, type Walk } from './walk.ts';

type Node = ESTree.Node;

export function statements(walk: Walk, list: readonly Node[]): void {
  for (const node of list) statement(walk, node);
}

export function statement(walk: Walk, node: Node, labels: readonly string[] = []): void {
  switch (node.type) {
    case 'ExpressionStatement':
      flow(walk, node.expression, NOWHERE, 'nothing');
      return;
    case 'VariableDeclaration':
      for (const declarator of node.declarations) declaration(walk, declarator, node.kind);
      return;
    case 'BlockStatement':
    case 'StaticBlock':
      if (labels.length === 0) statements(walk, node.body);
      else labelledBlock(walk, node, labels);
      return;
    case 'IfStatement':
      condition(walk, node);
      return;
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      loop(walk, node, labels);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      forOf(walk, node, labels);
      return;
    case 'SwitchStatement':
      choice(walk, node, labels);
      return;
    case 'TryStatement':
      attempt(walk, node);
      return;
    case 'LabeledStatement':
      statement(walk, node.body, [...labels, node.label.name]);
      return;
    default:
      if (labels.length === 0) simple(walk, node);
      else labelledBlock(walk, node, labels);
  }
}

function simple(walk: Walk, node: Node): void {
  switch (node.type) {
    case 'ReturnStatement':
      if (node.argument) flow(walk, node.argument, walk.fn.returns, 'use');
      walk.exits.push({ target: undefined, again: false, from: walk.context.all });
      return;
    case 'ThrowStatement':
      flow(walk, node.argument, walk.fn.thrown, 'use');
      walk.fn.throws = true;
      walk.exits.push({ target: undefined, again: false, from: walk.context.all });
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      jump(walk, node);
      return;
    case 'FunctionDeclaration':
      functionDeclaration(walk, node);
      return;
    case 'ClassDeclaration': {
      const value = walk.graph.point();
      classValue(walk, node, value);
      bind(walk, node.id, value);
      return;
    }
    case 'WithStatement':
      walk.opaque = true;
      flow(walk, node.object, NOWHERE, 'use');
      statement(walk, node.body);
      return;
    case 'ExportNamedDeclaration':
      exported(walk, node);
      return;
    case 'ExportDefaultDeclaration':
      if (node.declaration.type === 'FunctionDeclaration') {
        walkFunction(walk, node.declaration);
        return;
      }
      if (node.declaration.type === 'ClassDeclaration') {
        classValue(walk, node.declaration, NOWHERE);
        return;
      }
      flow(walk, node.declaration, NOWHERE, 'use');
      return;
    default:
  }
}

function functionDeclaration(walk: Walk, node: ESTree.FunctionDeclaration): void {
  walkFunction(walk, node);
  captures(walk, node, walk.names.local(node.id).point);
}

function exported(walk: Walk, node: ESTree.ExportNamedDeclaration): void {
  if (node.declaration) statement(walk, node.declaration);
  for (const { local } of node.specifiers)
    if (local.type === 'Identifier') walk.names.local(local).isUsed = true;
  if (node.declaration?.type !== 'VariableDeclaration') return;
  for (const { id } of node.declaration.declarations) {
    if (id.type === 'Identifier') walk.names.local(id).isUsed = true;
  }
}

function declaration(walk: Walk, node: ESTree.VariableDeclarator, kind: string): void {
  const { id, init } = node;
  if (kind !== 'var') home(walk, id);
  if (!init) return;
  const value = walk.graph.point();
  const local = id.type === 'Identifier' ? walk.names.local(id) : undefined;
  // A function that is only ever called by name is not stored: its callers are all known.
  const stored = local?.holds === init ? walk.functions.get(init)?.stored : undefined;
  asUpdate(walk, local?.location, () => flow(walk, init, value, local === undefined ? 'use' : [local]));
  const fn = stored === undefined ? undefined : walk.functions.get(init);
  if (fn !== undefined) fn.stored = stored === true;
  if (local !== undefined && !isFresh(init) && !(init.type === 'CallExpression' && makesCopy(init))) {
    local.isFresh = false;
  }
  if (id.type !== 'Identifier') noteRead(walk, node, value, 'use', undefined);
  for (const filled of bind(walk, id, value)) if (filled !== local) filled.isFresh = false;
  if (id.type === 'Identifier') noteWrite(walk, node, value, false);
}

/** The conditions around a declaration say nothing about the values it takes. */
function home(walk: Walk, pattern: Node): void {
  if (pattern.type === 'Identifier') walk.names.local(pattern).home = walk.context;
  else if (pattern.type === 'AssignmentPattern') home(walk, pattern.left);
  else if (pattern.type === 'RestElement') home(walk, pattern.argument);
  else if (pattern.type === 'ArrayPattern') for (const part of pattern.elements) part && home(walk, part);
  if (pattern.type !== 'ObjectPattern') return;
  for (const part of pattern.properties) home(walk, part.type === 'RestElement' ? part : part.value);
}

function condition(walk: Walk, node: ESTree.IfStatement): void {
  const test = walk.graph.point();
  flow(walk, node.test, test, 'test');
  const start = walk.exits.length;
  const before = walk.context;
  enter(walk, test);
  statement(walk, node.consequent);
  walk.context = before;
  if (node.alternate) {
    enter(walk, test);
    statement(walk, node.alternate);
    walk.context = before;
  }
  settleExits(walk, start);
}

function jump(walk: Walk, node: ESTree.BreakStatement | ESTree.ContinueStatement): void {
  const again = node.type === 'ContinueStatement';
  const name = node.label?.name;
  const target = walk.targets.findLast(({ labels, isLoop, isNamedOnly }) =>
    name === undefined ? (again ? isLoop : !isNamedOnly) : labels.includes(name),
  );
  if (target !== undefined) walk.exits.push({ target, again, from: walk.context.all });
}

function labelledBlock(walk: Walk, node: Node, labels: readonly string[]): void {
  const target: Target = { labels, isLoop: false, isNamedOnly: true };
  const start = walk.exits.length;
  const before = walk.context;
  walk.targets.push(target);
  statement(walk, node);
  walk.targets.pop();
  takeExits(walk, start, target, false);
  walk.context = before;
  settleExits(walk, start);
}

function choice(walk: Walk, node: ESTree.SwitchStatement, labels: readonly string[]): void {
  const target: Target = { labels, isLoop: false, isNamedOnly: false };
  const test = walk.graph.point();
  flow(walk, node.discriminant, test, 'test');
  for (const { test: value } of node.cases) if (value) flow(walk, value, test, 'test');
  const start = walk.exits.length;
  const before = walk.context;
  walk.targets.push(target);
  enter(walk, test);
  for (const { consequent } of node.cases) statements(walk, consequent);
  walk.targets.pop();
  takeExits(walk, start, target, false);
  walk.context = before;
  settleExits(walk, start);
}

function attempt(walk: Walk, { block, handler, finalizer }: ESTree.TryStatement): void {
  const start = walk.exits.length;
  const before = walk.context;
  const outer = walk.attempt;
  const failing = walk.graph.point();
  walk.attempt = failing;
  statement(walk, block);
  walk.attempt = outer;
  walk.graph.flow(failing, outer);
  if (handler) {
    // That the block fails may depend on anything handed to its calls.
    const failed = walk.graph.point();
    walk.graph.mayFlow(failing, failed);
    branch(walk, failed, () => {
      if (handler.param) {
        const error = walk.graph.point();
        walk.graph.flow(walk.fn.thrown, error);
        walk.graph.flow(failing, error);
        home(walk, handler.param);
        for (const local of bind(walk, handler.param, error)) local.isFresh = false;
      }
      statement(walk, handler.body);
    });
  }
  walk.context = before;
  settleExits(walk, start);
  if (finalizer) statement(walk, finalizer);
}
