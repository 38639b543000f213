// `++`, `--`, `delete` and `in`. The text keeps its order: what is recorded stands around the object or the key.

import type { BinaryExpression, MemberExpression, UnaryExpression, UpdateExpression } from 'acorn';
import { keyStable, putObject, visitParts } from './assignments.ts';
import { visitChainBase, visitReferenceChain } from './chains.ts';
import { visitEquality } from './equality.ts';
import { isSkippedMember } from './members.ts';
import { quoted } from './names.ts';
import { staticKey, staticName } from './nodes.ts';
import { isSkippedBase } from './skips.ts';
import { findDot } from './tokens.ts';
import { updateVariable } from './variables.ts';
import type { Work } from './work.ts';

export function visitUpdate(work: Work, node: UpdateExpression): void {
  const { argument } = node;
  if (argument.type === 'MemberExpression') changeMember(work, node, argument, 'update');
  else if (argument.type === 'Identifier') updateVariable(work, node, argument);
  else work.visit(argument);
}

export function visitUnary(work: Work, node: UnaryExpression): void {
  const { argument } = node;
  if (node.operator !== 'delete') {
    // `typeof` of a missing global is no error.
    if (node.operator !== 'typeof' || !work.bindings.isGlobal(argument)) work.visit(argument);
    return;
  }
  if (argument.type === 'MemberExpression') {
    changeMember(work, node, argument, 'delete');
    return;
  }
  if (argument.type !== 'ChainExpression') return;
  const last = argument.expression;
  if (last.type === 'MemberExpression' && last.optional) changeMember(work, node, last, 'delete');
  else visitReferenceChain(work, argument, 'read');
}

/** `($rwu(t=X,"b",s,1),t).b++`, `delete ($rwd(x,"b",s),x).b`; computed: `x[(t=K,$rwd(x,t,s),t)]`. */
function changeMember(
  work: Work,
  node: UpdateExpression | UnaryExpression,
  left: MemberExpression,
  op: 'update' | 'delete',
): void {
  const { edits } = work;
  if (isSkippedMember(work, left)) {
    visitParts(work, left);
    return;
  }
  const name = staticKey(left) ?? null;
  const stable = name === null ? work.stable(left.object, node) : work.repeatable(left.object);
  const keyText = name === null ? keyStable(work, left, node) : quoted(name);
  const first = stable === undefined ? work.frame.take() : undefined;
  const second = keyText === undefined ? work.frame.take() : undefined;
  const release = () => {
    work.frame.give(second);
    work.frame.give(first);
  };
  if ((stable === undefined && first === undefined) || (keyText === undefined && second === undefined)) {
    release();
    visitParts(work, left);
    return;
  }
  const object = (first ?? stable) as string;
  const id = work.site(op, name, left.property.start, node);
  const isPrivate = left.property.type === 'PrivateIdentifier';
  const helper = work.call(op === 'delete' ? 'd' : isPrivate ? 'uq' : 'u');
  const rest = `,${id}${amount(node)}`;
  if (name === null) {
    if (left.optional) putOptionalObject(work, left, first);
    else putObject(work, left, first);
    const key = (second ?? keyText) as string;
    const before = second === undefined ? '(' : `(${second}=`;
    if (second === undefined) work.edits.open(left.property.start, `(${helper}${object},${key}${rest}),`);
    else
      work.edits.open(
        left.property.start,
        left.property.type === 'SequenceExpression' ? `${before}(` : before,
      );
    if (second !== undefined) work.visit(left.property);
    const end = left.property.type === 'SequenceExpression' ? ')' : '';
    edits.close(
      left.property.end,
      second === undefined ? ')' : `${end},${helper}${object},${key}${rest}),${key})`,
    );
  } else {
    const current = isPrivate ? `,${object}.${name}` : '';
    edits.open(
      left.start,
      `(${helper}${first === undefined ? `${object},${keyText}${rest}${current}),` : `${first}=`}`,
    );
    if (left.optional) visitChainBase(work, left.object);
    else work.visit(left.object);
    const dot = findDot(work.code, left.object.end);
    edits.close(dot, first === undefined ? ')' : `,${keyText}${rest}${current}),${first})`);
  }
  release();
}

function putOptionalObject(work: Work, left: MemberExpression, temporary: string | undefined): void {
  if (temporary !== undefined) work.edits.open(left.start, `(${temporary}=`);
  visitChainBase(work, left.object);
  if (temporary !== undefined) work.edits.close(findDot(work.code, left.object.end), ')');
}

function amount(node: UpdateExpression | UnaryExpression): string {
  if (node.type === 'UnaryExpression') return '';
  return node.operator === '++' ? ',1' : ',-1';
}

/** `"b" in $rwi(X,"b",s)`; `(t=K) in $rwi(X,t,s)`. */
export function visitBinary(work: Work, node: BinaryExpression): void {
  const { left, right } = node;
  if (visitEquality(work, node)) return;
  if (node.operator !== 'in' || left.type === 'PrivateIdentifier' || isSkippedBase(work, right)) {
    work.visit(left);
    work.visit(right);
    return;
  }
  const name = staticName(left, true) ?? null;
  const keyText = name === null ? work.stable(left, node) : quoted(name);
  const temporary = keyText === undefined ? work.frame.take() : undefined;
  const key = keyText ?? temporary;
  if (temporary === undefined) work.visit(left);
  else work.wrap(left, `(${temporary}=`, () => ')');
  if (key === undefined) {
    work.visit(right);
    return;
  }
  const id = work.site('has', name, left.start, node);
  work.wrap(right, work.call('i'), () => `,${key},${id})`);
  work.frame.give(temporary);
}
