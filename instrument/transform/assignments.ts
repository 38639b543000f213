// Assignments to members: plain, compound and logical.

import type { AnyNode, AssignmentExpression, MemberExpression } from 'acorn';
import { isExportedRequire, isExportsLiteral, visitExportsLiteral } from './lexed.ts';
import { isSkippedMember } from './members.ts';
import { quoted } from './names.ts';
import { isAnonymous, staticKey } from './nodes.ts';
import { assignPattern } from './patterns.ts';
import { findDot, findToken } from './tokens.ts';
import { assignVariable } from './variables.ts';
import type { Work } from './work.ts';

export function visitAssignment(work: Work, node: AssignmentExpression, unused = false): void {
  const { left, right } = node;
  if (right.type === 'ObjectExpression' && isExportsLiteral(work, node)) visitExportsLiteral(work, right);
  else if (isExportedRequire(work, node)) return;
  else if (left.type === 'MemberExpression') assignMember(work, node, left, unused);
  else if (left.type === 'Identifier') assignVariable(work, node, left, unused);
  else assignPattern(work, node, unused);
}

/** The parts of a member that is written: where its object and key come from when they are needed again. */
interface Target {
  readonly object: string;
  readonly key: string;
  /** The key of the row. */
  readonly name: string | null;
  readonly isPrivate: boolean;
  release(): void;
}

function assignMember(work: Work, node: AssignmentExpression, left: MemberExpression, unused: boolean): void {
  const method = isMethodDefinition(work, node, left);
  if (method || isSkippedMember(work, left)) {
    if (!method) visitParts(work, left);
    work.visitNamed(node.right, staticKey(left) ?? '');
    return;
  }
  if (node.operator === '=' && isAnonymous(node.right) && left.property.type !== 'PrivateIdentifier') {
    if (recordBefore(work, node, left, unused)) return;
  }
  const logical = /^(\|\||&&|\?\?)=$/.exec(node.operator)?.[1];
  const written = logical === undefined ? direct(work, node, left) : conditional(work, node, left, logical);
  if (!written) {
    visitParts(work, left);
    work.visit(node.right);
  }
}

/** `A.prototype.m = function…` keeps the name that stack traces infer from the whole chain. */
function isMethodDefinition(work: Work, node: AssignmentExpression, left: MemberExpression): boolean {
  if (node.operator !== '=' || !isAnonymous(node.right) || work.repeatable(left.object) !== undefined)
    return false;
  let base: AnyNode = left;
  while (base.type === 'MemberExpression' && !base.computed) base = base.object;
  return base.type === 'Identifier' || base.type === 'ThisExpression';
}

export function visitParts(work: Work, left: MemberExpression): void {
  work.visit(left.object);
  if (left.computed) work.visit(left.property);
}

/** A function that takes its inferred name from the assignment stays right behind it. */
function recordBefore(
  work: Work,
  node: AssignmentExpression,
  left: MemberExpression,
  unused: boolean,
): boolean {
  const object = work.repeatable(left.object);
  const key = staticKey(left);
  if (object === undefined || key === undefined) return false;
  const id = work.site('write', key, left.property.start, node);
  const call = `${work.call('p')}${object},${quoted(key)},${id}),`;
  work.edits.open(node.start, unused ? call : `(${call}`);
  work.visitNamed(node.right, key);
  if (!unused) work.edits.close(node.end, ')');
  return true;
}

/** `x.b=$rww(x,V,"b",s)` and `x.b=$rww(x,$rwo(x,"b",s1).b+(V),"b",s2)`. */
function direct(work: Work, node: AssignmentExpression, left: MemberExpression): boolean {
  const target = storeTarget(work, node, left);
  if (target === undefined) return false;
  const { object, key, name, isPrivate } = target;
  const operator = findToken(work.code, left.end, node.operator);
  const access = isPrivate ? `${object}.${name}` : undefined;
  const write = `${work.call(isPrivate ? 'q' : 'w')}${object},`;
  const compound = node.operator !== '=';
  if (compound) {
    const id = work.site('read', name, left.property.start, left);
    const read = readText(work, target, left, id);
    work.edits.replace(
      operator,
      operator + node.operator.length,
      `=${write}${read}${node.operator.slice(0, -1)}(`,
    );
  } else {
    work.edits.open(operator + 1, write);
  }
  work.visitNamed(node.right, name ?? '');
  const id = work.site('write', name, left.property.start, node);
  const rest = access === undefined ? `,${key},${id})` : `,${access},${key},${id})`;
  work.edits.close(node.end, compound ? `)${rest}` : rest);
  target.release();
  return true;
}

function readText(work: Work, target: Target, left: MemberExpression, id: string): string {
  const { object, key, name, isPrivate } = target;
  if (isPrivate) return `${work.call('v')}${object},${object}.${name},${key},${id})`;
  if (name === null) return `${object}[${work.call('k')}${object},${key},${id})]`;
  const access = left.computed ? `[${key}]` : `.${name}`;
  return `${work.call('o')}${object},${key},${id})${access}`;
}

/** The target stands in the text as it was, but for temporaries. */
function storeTarget(work: Work, node: AssignmentExpression, left: MemberExpression): Target | undefined {
  const name = staticKey(left) ?? null;
  const isPrivate = left.property.type === 'PrivateIdentifier';
  const stable = name === null || isPrivate ? work.stable(left.object, node) : work.repeatable(left.object);
  const keyText = name === null ? keyStable(work, left, node) : quoted(name);
  const first = stable === undefined ? work.frame.take() : undefined;
  const second = keyText === undefined ? work.frame.take() : undefined;
  if ((stable === undefined && first === undefined) || (keyText === undefined && second === undefined)) {
    work.frame.give(second);
    work.frame.give(first);
    return undefined;
  }
  putObject(work, left, first);
  putKey(work, left, second, keyText);
  const release = () => {
    work.frame.give(second);
    work.frame.give(first);
  };
  return {
    object: (first ?? stable) as string,
    key: (second ?? keyText) as string,
    name,
    isPrivate,
    release,
  };
}

export function keyStable(work: Work, left: MemberExpression, range: AnyNode): string | undefined {
  return left.property.type === 'Identifier' ? work.stable(left.property, range) : undefined;
}

export function putObject(work: Work, left: MemberExpression, temporary: string | undefined): void {
  if (temporary !== undefined) work.edits.open(left.start, `(${temporary}=`);
  work.visit(left.object);
  if (temporary !== undefined) work.edits.close(findDot(work.code, left.object.end), ')');
}

function putKey(work: Work, left: MemberExpression, temporary: string | undefined, stable?: string): void {
  if (!left.computed) return;
  if (temporary !== undefined) work.wrap(left.property, `${temporary}=`, () => '');
  else if (stable === undefined || left.property.type !== 'Identifier') work.visit(left.property);
}

/** `($rwo(x,"b",s1).b||(x.b=$rww(x,V,"b",s2)))`: the text of the target serves for the read. */
function conditional(
  work: Work,
  node: AssignmentExpression,
  left: MemberExpression,
  operator: string,
): boolean {
  const { edits } = work;
  const stable = work.stable(left.object, node);
  const name = staticKey(left) ?? null;
  const isPrivate = left.property.type === 'PrivateIdentifier';
  const keyText = name === null ? keyStable(work, left, node) : quoted(name);
  const first = stable === undefined ? work.frame.take() : undefined;
  const second = keyText === undefined ? work.frame.take() : undefined;
  if ((stable === undefined && first === undefined) || (keyText === undefined && second === undefined)) {
    work.frame.give(second);
    work.frame.give(first);
    return false;
  }
  const object = (first ?? stable) as string;
  const key = (second ?? keyText) as string;
  const read = work.site('read', name, left.property.start, left);
  const given = first === undefined ? '' : `${first}=`;
  const dot = findDot(work.code, left.object.end);
  edits.open(node.start, '(');
  if (isPrivate) {
    edits.open(left.start, `${work.call('v')}${first === undefined ? `${object},` : given}`);
    work.visit(left.object);
    if (first !== undefined) edits.close(dot, `,${object}`);
    edits.close(left.end, `,${key},${read})`);
  } else if (name === null) {
    if (first !== undefined) edits.open(left.start, `(${given}`);
    work.visit(left.object);
    if (first !== undefined) edits.close(dot, ')');
    const before = `${work.call('k')}${object},${second === undefined ? '' : `${second}=`}`;
    work.wrap(left.property, before, () => `,${read})`);
  } else {
    edits.open(left.start, `${work.call('o')}${given}`);
    work.visit(left.object);
    edits.close(dot, `,${key},${read})`);
  }
  const access = isPrivate || (name !== null && !left.computed) ? `.${name}` : `[${key}]`;
  const at = findToken(work.code, left.end, node.operator);
  const write = `${work.call(isPrivate ? 'q' : 'w')}${object},`;
  edits.replace(at, at + node.operator.length, `${operator}(${object}${access}=${write}`);
  work.visit(node.right);
  const id = work.site('write', name, left.property.start, node);
  edits.close(node.end, `${isPrivate ? `,${object}${access}` : ''},${key},${id})))`);
  work.frame.give(second);
  work.frame.give(first);
  return true;
}
