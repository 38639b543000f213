// Functions and classes: what flows into them, what comes out, and the walk over their bodies.

import type * as ESTree from 'estree';
import type { Scopes } from '../scopes/model.ts';
import { newContext } from './contexts.ts';
import { flow } from './expressions.ts';
import { type Graph, NOWHERE, type Point } from './graph.ts';
import { bind } from './patterns.ts';
import { statement, statements } from './statements.ts';
import type { Fn, FnNode, Walk } from './walk.ts';

export type ClassNode = ESTree.MaybeNamedClassDeclaration | ESTree.ClassExpression;

export function newFn(graph: Graph, node: FnNode | undefined): Fn {
  return {
    node,
    parent: undefined,
    entry: newContext(graph),
    input: graph.point(),
    inputs: node === undefined ? [] : node.params.map(() => graph.point()),
    outputs: graph.point(),
    returns: graph.point(),
    thrown: graph.point(),
    outgoing: graph.point(),
    throws: false,
    stored: false,
  };
}

/** The default export of a module may lack a name; everything else about it is alike. */
function asNode(node: FnNode | ClassNode): ESTree.Node {
  return node as ESTree.Node;
}

/** What is known of a function, also before its body was walked. */
export function fnOf(walk: Walk, node: FnNode): Fn {
  let fn = walk.functions.get(asNode(node));
  if (fn === undefined) {
    fn = newFn(walk.graph, node);
    walk.functions.set(asNode(node), fn);
  }
  return fn;
}

/** A function as a value: who has it may get what it returns, and what it can see of the variables around it. */
export function functionValue(walk: Walk, node: FnNode, to: Point, returns: Point = to): Fn {
  const fn = fnOf(walk, node);
  walk.graph.flow(walk.context.all, fn.entry.all);
  walkFunction(walk, node);
  walk.graph.flow(fn.returns, returns);
  captures(walk, asNode(node), to);
  return fn;
}

export function captures(walk: Walk, node: ESTree.Node, to: Point): void {
  if (to === NOWHERE) return;
  for (const local of walk.names.seenBy(node)) {
    walk.graph.flow(local.point, to);
    walk.graph.flow(local.inside, to);
  }
}

export function walkFunction(walk: Walk, node: FnNode): void {
  const fn = fnOf(walk, node);
  fn.parent = walk.fn;
  const { fn: outer, context, exits, targets, update, attempt, loop } = walk;
  Object.assign(walk, {
    fn,
    context: fn.entry,
    exits: [],
    targets: [],
    update: undefined,
    attempt: NOWHERE,
    loop: 0,
  });
  parameters(walk, fn, node);
  if (isStateMachine(node)) for (const input of fn.inputs) walk.graph.flow(fn.returns, input);
  if (node.body.type === 'BlockStatement') statements(walk, node.body.body);
  else flow(walk, node.body, fn.returns, 'use');
  Object.assign(walk, { fn: outer, context, exits, targets, update, attempt, loop });
}

/**
 * An async function or a generator compiled to a `switch` over where it stands. What it returns it waits for, and gets
 * the outcome from its parameter: `return [4, f()]; case 1: x = state.sent()`.
 */
function isStateMachine({ params: [state], body }: FnNode): boolean {
  if (state?.type !== 'Identifier' || body.type !== 'BlockStatement') return false;
  return body.body.some((statement) => {
    let inner: ESTree.Node = statement;
    while (inner.type === 'WhileStatement' || inner.type === 'ForStatement') inner = inner.body;
    if (inner.type === 'BlockStatement' && inner.body[0] !== undefined) [inner] = inner.body;
    return inner.type === 'SwitchStatement' && isOf(inner.discriminant, state.name);
  });
}

/** `state.label`, `state.prev = state.next`. */
function isOf(node: ESTree.Node, name: string): boolean {
  if (node.type === 'AssignmentExpression') return isOf(node.left, name);
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === name;
}

function parameters(walk: Walk, fn: Fn, node: FnNode): void {
  const { graph } = walk;
  node.params.forEach((parameter, index) => {
    const input = fn.inputs[index] as Point;
    graph.flow(fn.input, input);
    for (const local of bind(walk, parameter, input)) {
      local.isFresh = false;
      graph.flow(local.point, fn.outputs);
      graph.flow(local.inside, fn.outputs);
    }
  });
  const all = walk.names.argumentsOf(node);
  if (all === undefined) return;
  all.isFresh = false;
  for (const input of [fn.input, ...fn.inputs]) {
    graph.flow(input, all.point);
    graph.mayFlow(all.point, input);
    graph.mayFlow(all.inside, input);
  }
}

/** A class as a value. What its methods return is not counted: they are functions of their own. */
export function classValue(walk: Walk, node: ClassNode, to: Point): void {
  if (node.superClass) flow(walk, node.superClass, to, 'use');
  captures(walk, asNode(node), to);
  const { context } = walk;
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') {
      for (const item of member.body) statement(walk, item);
    } else {
      if (member.computed) flow(walk, member.key, to, 'use');
      if (member.type === 'MethodDefinition') method(walk, member);
      else if (member.value) flow(walk, member.value, NOWHERE, 'use');
    }
    walk.context = context;
  }
}

function method(walk: Walk, { key, value }: ESTree.MethodDefinition): void {
  const fn = functionValue(walk, value, NOWHERE);
  fn.stored = true;
  if (key.type !== 'Identifier' && key.type !== 'PrivateIdentifier') return;
  const name = key.type === 'Identifier' ? key.name : `#${key.name}`;
  const list = walk.methods.get(name);
  if (list === undefined) walk.methods.set(name, [fn]);
  else list.push(fn);
}

/**
 * Seen from inside another function, one of the module itself is elsewhere: reads here and writes there are never
 * compared, so what goes on in it is not followed.
 */
export function isElsewhere(walk: Walk, name: ESTree.Node): boolean {
  if (walk.fn === walk.module || name.type !== 'Identifier') return false;
  return walk.names.local(name).scopeNode?.type === 'Program';
}

/** Makes the records of all functions first, so that a call may stand above the function it calls. */
export function prepareFunctions(walk: Walk, scopes: Scopes): void {
  for (const { type, block } of scopes.scopes) {
    if (type === 'function' && 'params' in block) fnOf(walk, block as FnNode);
  }
}
