// Calls: the result depends on everything handed in. What a call may do to its arguments goes by what is called: a
// function of this file, a name of the language, or somebody unknown.

import type * as ESTree from 'estree';
import {
  COPIERS,
  FILLERS,
  FINDERS,
  LOOKUPS,
  MUTATORS,
  PURE_FUNCTIONS,
  PURE_OBJECTS,
  READERS,
} from './builtins.ts';
import { enter } from './contexts.ts';
import { base, flow, flowPlain } from './expressions.ts';
import { putItem, takeAll } from './fields.ts';
import { captures, fnOf, functionValue, isElsewhere } from './functions.ts';
import { NOWHERE, type Point } from './graph.ts';
import { entryOf, keyOf, locationOf, rootOf } from './locations.ts';
import { change } from './patterns.ts';
import { asUpdate, type Fn, noteRead, noteWrite, type Purpose, type Walk } from './walk.ts';

type Call = ESTree.SimpleCallExpression | ESTree.NewExpression;

/** What is handed to one call. */
interface Handed {
  /** Receiver and arguments, without functions. */
  readonly inputs: Point;
  readonly args: Point[];
  /** What the functions among the arguments can give away, and what they return. */
  readonly seen: Point;
  readonly returned: Point;
  readonly callbacks: Fn[];
}

type Manner = 'mutates' | 'reads' | 'pure' | 'fills' | 'unknown';

export function call(walk: Walk, node: Call, to: Point, purpose: Purpose): void {
  const { graph } = walk;
  const manner = mannerOf(walk, node);
  const handed: Handed = {
    inputs: graph.point(),
    args: [],
    seen: graph.point(),
    returned: graph.point(),
    callbacks: [],
  };
  const fn = calledFn(walk, node.callee);
  const method = node.callee.type === 'MemberExpression' ? node.callee : undefined;
  const passes: Purpose = manner === 'reads' || manner === 'pure' ? purpose : 'use';
  callee(walk, node, handed, to, purpose);
  let updates = false;
  if (manner === 'mutates' && method !== undefined) {
    updates = asUpdate(walk, entryOf(walk, method, node.arguments), () => hand(walk, node, handed, passes));
  } else {
    hand(walk, node, handed, passes);
  }
  for (const from of [handed.inputs, handed.seen, handed.returned]) graph.flow(from, to);
  graph.flow(handed.inputs, walk.attempt);
  const list = walk.rows.get(node);
  // Only a list of keys has a row of its own: `Object.keys(x)`.
  if (list !== undefined && manner === 'pure') {
    walk.lists.add(list);
    noteRead(walk, node, to, 'use', undefined);
  }
  if (method !== undefined) {
    methodRow(walk, node, method, manner, handed, to, passes, { updates, unused: purpose === 'nothing' });
  }
  if (fn !== undefined) callKnown(walk, fn, node, handed, to);
  callBack(walk, handed, to);
  affect(walk, node, manner, handed, fn);
  if (manner === 'unknown' && (fn !== undefined || purpose === 'nothing'))
    noteCheck(walk, node, handed, fn, purpose);
}

function calledFn(walk: Walk, callee: ESTree.Node): Fn | undefined {
  if (callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression')
    return fnOf(walk, callee);
  const holds = callee.type === 'Identifier' ? walk.names.local(callee).holds : undefined;
  return holds && fnOf(walk, holds);
}

function mannerOf(walk: Walk, { callee }: Call): Manner {
  if (callee.type === 'Identifier') {
    if (callee.name === 'eval') walk.opaque = true;
    return PURE_FUNCTIONS.has(callee.name) && walk.names.isGlobal(callee) ? 'pure' : 'unknown';
  }
  if (callee.type !== 'MemberExpression') return 'unknown';
  const { object } = callee;
  const name = keyOf(callee) ?? '';
  if (object.type === 'Identifier' && PURE_OBJECTS.has(object.name) && walk.names.isGlobal(object)) {
    return FILLERS.has(name) ? 'fills' : 'pure';
  }
  if (MUTATORS.has(name)) return 'mutates';
  return READERS.has(name) ? 'reads' : 'unknown';
}

function callee(walk: Walk, node: Call, { inputs }: Handed, to: Point, purpose: Purpose): void {
  const { callee } = node;
  const mayBeNone = node.type === 'CallExpression' && node.optional;
  const condition = mayBeNone ? walk.graph.point() : NOWHERE;
  if (callee.type === 'MemberExpression') {
    base(walk, callee, inputs, purpose);
    walk.graph.flow(inputs, condition);
  } else if (callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression') {
    functionValue(walk, callee, to);
  } else if (callee.type === 'Identifier') {
    const local = walk.names.local(callee);
    local.isUsed = true;
    walk.graph.flow(local.point, to);
    walk.graph.flow(local.point, condition);
    noteRead(walk, callee, to, 'use', local.location);
  } else if (callee.type !== 'Super') {
    flow(walk, callee, inputs, 'use');
  }
  if (mayBeNone) enter(walk, condition);
}

function hand(walk: Walk, node: Call, handed: Handed, purpose: Purpose): void {
  const isSought = node.callee.type === 'MemberExpression' && LOOKUPS.has(keyOf(node.callee) ?? '');
  for (const argument of node.arguments) {
    const point = walk.graph.point();
    handed.args.push(point);
    const isOurs = argument.type === 'Identifier' && !isElsewhere(walk, argument);
    const held = isOurs ? walk.names.local(argument).holds : undefined;
    if (argument.type === 'FunctionExpression' || argument.type === 'ArrowFunctionExpression') {
      handed.callbacks.push(functionValue(walk, argument, handed.seen, handed.returned));
      walk.graph.flow(handed.seen, point);
    } else if (held !== undefined) {
      const fn = fnOf(walk, held);
      handed.callbacks.push(fn);
      walk.graph.flow(walk.context.all, fn.entry.all);
      walk.graph.flow(fn.returns, handed.returned);
      captures(walk, held, handed.seen);
    } else {
      (isSought ? flowPlain : flow)(walk, argument, point, purpose);
      walk.graph.flow(point, handed.inputs);
    }
  }
}

function methodRow(
  walk: Walk,
  node: Call,
  method: ESTree.MemberExpression,
  manner: Manner,
  handed: Handed,
  to: Point,
  purpose: Purpose,
  { updates, unused }: { updates: boolean; unused: boolean },
): void {
  const entry = entryOf(walk, method, node.arguments);
  if (manner === 'mutates') {
    const value = walk.graph.point();
    for (const point of [...handed.args, handed.returned]) walk.graph.flow(point, value);
    putItem(walk, value, entry);
    noteWrite(walk, method, value, updates, unused);
  } else {
    takeAll(walk, to);
  }
  const row = walk.rows.get(method);
  if (row !== undefined && FINDERS.has(keyOf(method) ?? '')) walk.lists.add(row);
  // What callbacks get comes of this read as well.
  const into = handed.callbacks.length > 0 ? handed.inputs : to;
  noteRead(walk, method, into, purpose === 'nothing' ? 'use' : purpose, entry ?? locationOf(walk, method));
}

/** A function of this file, called by name: arguments arrive at parameters, and it runs when the call does. */
function callKnown(walk: Walk, fn: Fn, node: Call, handed: Handed, to: Point): void {
  const { graph } = walk;
  if (isElsewhere(walk, node.callee)) return;
  graph.flow(walk.context.all, fn.entry.all);
  graph.flow(fn.returns, to);
  graph.flow(fn.outputs, to);
  const spreads = node.arguments.some((argument) => argument.type === 'SpreadElement');
  const last = fn.node?.params.at(-1);
  const rest = last?.type === 'RestElement' ? fn.inputs.at(-1) : undefined;
  handed.args.forEach((point, index) => {
    graph.flow(point, spreads ? fn.input : (fn.inputs[index] ?? rest ?? NOWHERE));
    if (fn.node && walk.names.argumentsOf(fn.node)) graph.flow(point, fn.input);
  });
}

/** Functions handed to a call run when and as often as the rest of what is handed says, with what comes of it. */
function callBack(walk: Walk, { callbacks, inputs, returned }: Handed, to: Point): void {
  for (const fn of callbacks) {
    walk.graph.flow(inputs, fn.input);
    walk.graph.flow(returned, fn.input);
    walk.graph.flow(inputs, fn.entry.own);
    walk.graph.flow(fn.outputs, to);
  }
}

/** What the call may do to what it was handed. */
function affect(walk: Walk, node: Call, manner: Manner, handed: Handed, fn: Fn | undefined): void {
  const { graph } = walk;
  const { callee } = node;
  const all = graph.point();
  for (const point of [handed.inputs, handed.seen, handed.returned]) graph.flow(point, all);
  if (manner === 'mutates' && callee.type === 'MemberExpression') {
    const values = graph.point();
    for (const point of [...handed.args, handed.returned]) graph.flow(point, values);
    change(walk, callee.object, values, 'changes', entryOf(walk, callee, node.arguments));
    return;
  }
  const [first] = node.arguments;
  if (manner === 'fills' && first !== undefined) {
    putItem(walk, all, undefined);
    change(walk, first, all, 'fillings');
    return;
  }
  if (manner !== 'unknown') return;
  if (fn === undefined) graph.flow(all, walk.fn.outgoing);
  if (callee.type === 'MemberExpression') change(walk, callee.object, all, 'fillings');
  for (const argument of node.arguments)
    if (rootOf(walk, argument)?.holds === undefined) change(walk, argument, all, 'fillings');
  // A function got as a parameter hands out what it is given: `resolve(x)`.
  if (callee.type === 'Identifier' && walk.names.local(callee).isParameter) {
    graph.flow(all, walk.names.local(callee).point);
  }
}

const COMPARES = new Set<string>('=== !== == != < > <= >= in instanceof ! && || ??'.split(' '));

/** A call whose result nobody takes may be there to throw. */
function noteCheck(walk: Walk, node: Call, { inputs }: Handed, fn: Fn | undefined, purpose: Purpose): void {
  const { callee } = node;
  const isAssertion =
    purpose === 'nothing' &&
    node.arguments.some((argument) => 'operator' in argument && COMPARES.has(argument.operator));
  const isOwnMethod = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
  if (isAssertion && fn === undefined) {
    check(walk, [], [inputs]);
    return;
  }
  if (fn !== undefined) {
    check(walk, [fn], [inputs, walk.context.all]);
    return;
  }
  if (isOwnMethod) {
    check(walk, keyOf(callee) ?? '', [inputs, walk.context.all]);
    return;
  }
  if (callee.type !== 'Identifier' || purpose !== 'nothing' || walk.names.isGlobal(callee)) return;
  const to = walk.graph.point();
  walk.graph.mayFlow(inputs, to);
  leave(walk, to);
}

/** @param fns those of which one must throw; an empty list: it is known to */
function check(walk: Walk, fns: readonly Fn[] | string, from: readonly Point[]): void {
  const to = walk.graph.point();
  walk.checks.push({ fns, from, to });
  leave(walk, to);
}

function leave(walk: Walk, from: Point): void {
  walk.exits.push({ target: undefined, again: false, from });
  enter(walk, from, true);
}

/** The value of such a call is new: nobody else holds it. */
export function makesCopy({ callee }: Call): boolean {
  return callee.type === 'MemberExpression' && COPIERS.has(keyOf(callee) ?? '');
}
