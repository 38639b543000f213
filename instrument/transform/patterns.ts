// Destructuring: what is taken apart is looked at once, with the keys of the pattern in the row of the site.

import type { AnyNode, AssignmentExpression, Identifier, MemberExpression, Pattern } from 'acorn';
import type { PatternKeys } from '../../src/sites/model.ts';
import { visitParts } from './assignments.ts';
import type { Watched } from './bindings.ts';
import { isSkippedMember } from './members.ts';
import { quoted } from './names.ts';
import { staticKey, staticName } from './nodes.ts';
import { isSkippedBase } from './skips.ts';
import type { Work } from './work.ts';

/** Visits what a pattern evaluates: default values, computed keys, the objects of member targets. */
export function visitPattern(work: Work, node: AnyNode): void {
  switch (node.type) {
    case 'ObjectPattern':
      for (const property of node.properties) visitPattern(work, property);
      return;
    case 'Property':
      if (node.computed) work.visit(node.key);
      visitPattern(work, node.value);
      return;
    case 'ArrayPattern':
      for (const element of node.elements) if (element !== null) visitPattern(work, element);
      return;
    case 'RestElement':
      visitPattern(work, node.argument);
      return;
    case 'AssignmentPattern':
      visitPattern(work, node.left);
      work.visitNamed(node.right, node.left.type === 'Identifier' ? node.left.name : '');
      return;
    case 'MemberExpression':
      visitParts(work, node);
      return;
    default:
  }
}

export function keysOf(node: AnyNode): PatternKeys {
  const keys: [string | null, PatternKeys | null][] = [];
  if (node.type === 'ObjectPattern') {
    for (const property of node.properties) {
      if (property.type === 'RestElement') keys.push(['...', nestedKeys(property.argument)]);
      else keys.push([staticName(property.key, property.computed) ?? null, nestedKeys(property.value)]);
    }
  } else if (node.type === 'ArrayPattern') {
    node.elements.forEach((element, index) => {
      if (element?.type === 'RestElement') keys.push(['...', nestedKeys(element.argument)]);
      else if (element !== null) keys.push([String(index), nestedKeys(element)]);
    });
  }
  return keys;
}

function nestedKeys(node: AnyNode): PatternKeys | null {
  const target = node.type === 'AssignmentPattern' ? node.left : node;
  return isPattern(target) ? keysOf(target) : null;
}

export function isPattern(
  node: AnyNode,
): node is Extract<AnyNode, { type: 'ObjectPattern' | 'ArrayPattern' }> {
  return node.type === 'ObjectPattern' || node.type === 'ArrayPattern';
}

/** The row of a pattern, and what ends the call around the value it takes apart. */
export function partsOf(work: Work, pattern: AnyNode): string {
  const keys = keysOf(pattern);
  const id = work.site('destructure', null, pattern.start, pattern, { keys });
  return keys.some(([, nested]) => nested !== null) ? `,${id},1)` : `,${id})`;
}

/**
 * The value that a pattern takes apart: `$rwz(X,s)`.
 * @param holder keeps X as it was
 */
export function visitSource(work: Work, pattern: AnyNode, source: AnyNode, holder?: string): void {
  if (isSkippedBase(work, source)) {
    work.visit(source);
    return;
  }
  const last = partsOf(work, pattern);
  const before = holder === undefined ? work.call('z') : `${work.call('z')}${holder}=`;
  work.wrap(source, before, () => last);
}

/**
 * `[x,o.a]=V`: members and variables are recorded when all is done. The value of the whole is V, not what `$rwz` gives
 * the pattern: `([x,o.a]=$rwz($t=V,s),$t)`.
 */
export function assignPattern(work: Work, node: AssignmentExpression, unused: boolean): void {
  const { edits } = work;
  const members: MemberExpression[] = [];
  const variables: [Identifier, Watched][] = [];
  collectTargets(work, node.left, members, variables);
  const targets = members.flatMap((member) => targetOf(work, node, member));
  const recorded = !isSkippedBase(work, node.right);
  const valued = !unused && (recorded || variables.length + targets.length > 0);
  const value = valued ? work.frame.take() : undefined;
  if (valued && value === undefined) {
    visitPattern(work, node.left);
    work.visit(node.right);
    return;
  }
  if (value !== undefined) edits.open(node.start, recorded ? '(' : `(${value}=`);
  visitPattern(work, node.left);
  visitSource(work, node.left, node.right, value);
  const calls = targets.map(({ member, object, key }) => {
    const id = work.site('write', key, member.property.start, member);
    return `,${work.call('pq')}${object},${quoted(key)},${id})`;
  });
  for (const [name, { token }] of variables) {
    const id = work.site('variable-write', name.name, name.start, name);
    calls.push(`,${work.call('lq')}${name.name},${token},${id})`);
  }
  edits.close(node.end, `${calls.join('')}${value === undefined ? '' : `,${value})`}`);
  work.frame.give(value);
}

interface MemberTarget {
  readonly member: MemberExpression;
  readonly object: string;
  readonly key: string;
}

/** A member that a pattern assigns to, if its object can be named again behind the assignment. */
function targetOf(work: Work, node: AssignmentExpression, member: MemberExpression): MemberTarget[] {
  const object = work.stable(member.object, node);
  const key = staticKey(member);
  if (object === undefined || key === undefined || isSkippedMember(work, member)) return [];
  return member.property.type === 'PrivateIdentifier' ? [] : [{ member, object, key }];
}

export function collectTargets(
  work: Work,
  node: Pattern | AnyNode,
  members: MemberExpression[],
  variables: [Identifier, Watched][],
): void {
  const collect = (child: AnyNode | null) => {
    if (child !== null) collectTargets(work, child, members, variables);
  };
  if (node.type === 'ObjectPattern') node.properties.forEach(collect);
  else if (node.type === 'ArrayPattern') node.elements.forEach(collect);
  else if (node.type === 'Property') collect(node.value);
  else if (node.type === 'RestElement') collect(node.argument);
  else if (node.type === 'AssignmentPattern') collect(node.left);
  else if (node.type === 'MemberExpression') members.push(node);
  else if (node.type === 'Identifier') {
    const watched = work.bindings.watchedBy(node);
    if (watched !== undefined) variables.push([node, watched]);
  }
}
