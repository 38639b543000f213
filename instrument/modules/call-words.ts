// What V8 says of a call of what is no function: it quotes the callee, and says more where something would have looped over
// what comes back. Other errors are the affair of engine-words.ts and given-message.ts.

import type { AnyNode } from 'acorn';
import { ending } from './quoted-source.ts';

type EachChild = typeof import('../transform/nodes.ts').eachChild;

/** The innermost node around a place that is what is asked for. */
export function innermost(
  eachChild: EachChild,
  node: AnyNode,
  at: number,
  wanted: (node: AnyNode) => boolean,
): AnyNode | undefined {
  if (node.type !== 'Program' && (at < node.start || at >= node.end)) return undefined;
  let found: AnyNode | undefined;
  eachChild(node, (child) => {
    found ??= innermost(eachChild, child, at, wanted);
  });
  return found ?? (wanted(node) ? node : undefined);
}

/** The callee that V8 speaks of at a place: it points at the name of a method, else behind the callee. */
export function calledAt(node: AnyNode, at: number): AnyNode | undefined {
  const callee = calleeOf(node);
  if (callee === undefined) return undefined;
  const member = callee.type === 'ChainExpression' ? callee.expression : callee;
  const named = member.type === 'MemberExpression' && !member.computed;
  const begins = named ? member.property.start === at : node.start === at;
  return begins || (!named && at >= callee.end && at <= callee.end + 1) ? callee : undefined;
}

/** What V8 says where the callee of this call is no function; undefined where its own words need no mending. */
export function callWords(eachChild: EachChild, program: AnyNode, call: AnyNode): string | undefined {
  const callee = calleeOf(call);
  if (callee === undefined || appliesList(call)) return undefined;
  const taken = innermost(eachChild, program, call.start, (node) => takesApart(node, call));
  return ending(
    callee,
    taken ? 'is not a function or its return value is not iterable' : 'is not a function',
  );
}

function calleeOf(node: AnyNode): AnyNode | undefined {
  if (node.type === 'TaggedTemplateExpression') return node.tag as AnyNode;
  return node.type === 'CallExpression' && !node.optional ? (node.callee as AnyNode) : undefined;
}

/** Where arguments follow a spread one, V8 calls `apply`, which has words of its own. */
function appliesList(call: AnyNode): boolean {
  if (call.type !== 'CallExpression') return false;
  return call.arguments.slice(0, -1).some(({ type }) => type === 'SpreadElement');
}

/** Whether the node loops over what a call gives. */
function takesApart(node: AnyNode, call: AnyNode): boolean {
  switch (node.type) {
    case 'ForOfStatement':
      return !node.await && node.right === call;
    case 'ArrayExpression':
      return node.elements.some((part) => part?.type === 'SpreadElement' && part.argument === call);
    case 'VariableDeclarator':
      return node.id.type === 'ArrayPattern' && node.init === call;
    case 'AssignmentExpression':
      return node.left.type === 'ArrayPattern' && node.right === call;
    default:
      return false;
  }
}
