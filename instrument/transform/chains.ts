// Optional chains. `a?.b` stays as it is around a recorded base; where something recorded follows the `?.`, the chain
// becomes a conditional, so that a missing base still skips all of it: `((t=a)==null?void 0:…)`.

import type { AnyNode, CallExpression, ChainExpression, MemberExpression } from 'acorn';
import { type Base, isSkippedMember, member, plainMember, type Use } from './members.ts';
import { isAnonymous } from './nodes.ts';
import { findToken } from './tokens.ts';
import type { Work } from './work.ts';

type Link = MemberExpression | CallExpression;

/** How far a chain can be recorded. */
interface Plan {
  /** The nearest `?.` that everything above it depends on, if it guards no call of a method. */
  readonly pivot: Link | undefined;
  /** The innermost `x.y?.()` or `(x?.y)?.()`: it needs its `this`, so what stands above it is left alone. */
  readonly stop: CallExpression | undefined;
  /** Holds the base of the pivot where the chain becomes a conditional. */
  readonly temporary: string | undefined;
  /** Nothing above the pivot is recorded. */
  readonly plain: boolean;
}

/** A chain as a value. */
export function visitChain(work: Work, node: ChainExpression): void {
  chain(work, node.expression as Link, 'read', false);
}

/** `(a?.b)()` and `delete a?.b.c`: the last member must stay a reference, so there is no conditional. */
export function visitReferenceChain(work: Work, node: ChainExpression, use: Use): void {
  chain(work, node.expression as Link, use, true);
}

/** What stands before a `?.` is a chain of its own: its absence is absence of the whole. */
export function visitChainBase(work: Work, node: AnyNode): void {
  if (isLink(node)) chain(work, node, 'read', false);
  else work.visit(node);
}

function chain(work: Work, top: Link, use: Use, reference: boolean): void {
  const { pivot, stop } = survey(top);
  if (pivot === undefined && stop === undefined) {
    work.visit(top);
    return;
  }
  const recorded = pivot !== undefined && recordsAbove(work, stop?.callee ?? top, pivot);
  const temporary = recorded && !reference ? work.frame.take() : undefined;
  const plan = { pivot, stop, temporary, plain: recorded && temporary === undefined };
  if (pivot === undefined || temporary === undefined) {
    link(work, top, use, plan, stop !== undefined);
    return;
  }
  const question = optionalToken(work, pivot);
  // A function must not take the name of the temporary.
  const anonymous = isAnonymous(below(pivot));
  work.edits.open(question, anonymous ? '))==null?void 0:' : ')==null?void 0:');
  link(work, top, use, plan, stop !== undefined);
  work.edits.open(top.start, anonymous ? `((${temporary}=(0,` : `((${temporary}=`);
  visitChainBase(work, below(pivot));
  const dot = pivot.type === 'MemberExpression' && !pivot.computed;
  work.edits.replace(question, question + 2, dot ? '.' : '');
  work.edits.close(top.end, ')');
  work.frame.give(temporary);
}

function survey(top: Link): { pivot: Link | undefined; stop: CallExpression | undefined } {
  let stop: CallExpression | undefined;
  for (let node: AnyNode = top; isLink(node); node = below(node)) {
    if (!node.optional) continue;
    if (node.type === 'MemberExpression' || !isReference(node.callee as AnyNode))
      return { pivot: node, stop };
    stop = node;
  }
  return { pivot: undefined, stop };
}

function recordsAbove(work: Work, top: AnyNode, pivot: Link): boolean {
  for (let node = top; isLink(node) && node !== pivot; node = below(node)) {
    if (node.type === 'MemberExpression' && !isSkippedMember(work, node)) return true;
  }
  return pivot.type === 'MemberExpression' && pivot.property.type === 'PrivateIdentifier';
}

/** @param above whether the link stands above the stop */
function link(work: Work, node: AnyNode, use: Use, plan: Plan, above: boolean): void {
  if (!isLink(node)) {
    work.visit(node);
    return;
  }
  if (node === plan.pivot) {
    pivotLink(work, node, use, plan);
    return;
  }
  const inner = above && node !== plan.stop;
  if (node.type === 'CallExpression') {
    const target = node.callee as AnyNode;
    if (target.type === 'ChainExpression') visitReferenceChain(work, target, 'call');
    else link(work, target, target.type === 'MemberExpression' ? 'call' : 'read', plan, inner);
    for (const argument of node.arguments) work.visit(argument);
    return;
  }
  const at = plan.temporary === undefined ? node.start : optionalToken(work, plan.pivot as Link);
  const put = () => link(work, node.object, 'read', plan, inner);
  const stable = work.repeatable(node.object);
  const base: Base = { at, put, stable };
  if (plan.plain || above) plainMember(work, node, base);
  else member(work, node, use, base);
}

function pivotLink(work: Work, node: Link, use: Use, plan: Plan): void {
  const { temporary } = plan;
  const under = below(node);
  if (node.type === 'CallExpression') {
    if (temporary === undefined) visitChainBase(work, under);
    else work.edits.open(optionalToken(work, node), temporary);
    for (const argument of node.arguments) work.visit(argument);
    return;
  }
  if (temporary !== undefined) {
    const at = optionalToken(work, node);
    const put = () => void work.edits.open(at, temporary);
    member(work, node, use, { at, put, stable: temporary, temporary });
    return;
  }
  const base = { at: node.start, put: () => visitChainBase(work, under), stable: work.repeatable(under) };
  if (node.property.type === 'PrivateIdentifier') plainMember(work, node, base);
  else member(work, node, use, base);
}

function isLink(node: AnyNode): node is Link {
  return node.type === 'MemberExpression' || node.type === 'CallExpression';
}

/** Whether calling it hands over a `this`. */
function isReference(callee: AnyNode): boolean {
  const node = callee.type === 'ChainExpression' ? callee.expression : callee;
  return node.type === 'MemberExpression';
}

function below(node: Link): AnyNode {
  return (node.type === 'MemberExpression' ? node.object : node.callee) as AnyNode;
}

function optionalToken(work: Work, node: Link): number {
  return findToken(work.code, below(node).end, '?.');
}
