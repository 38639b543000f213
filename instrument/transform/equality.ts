// Comparisons for equality: what came from code that is not instrumented may be a Proxy of ours, and two forms of one
// object are one. The comparison itself stays in the text, where the engine learns what is compared.

import type { AnyNode, BinaryExpression, Expression } from 'acorn';
import { isPrimitive } from './primitives.ts';
import { findToken } from './tokens.ts';
import type { Work } from './work.ts';

/** By operator: what follows it, and the helper that compares as a whole. */
const EQUALITIES = new Map([
  ['===', { not: '', follows: '||', whole: 'j' }],
  ['!==', { not: '!', follows: '&&!', whole: 'j' }],
  ['==', { not: '', follows: '||', whole: 'je' }],
  ['!=', { not: '!', follows: '&&!', whole: 'je' }],
]);

/** `(a===b||$rwjn(a,b))`, `((t=A)!==b&&!$rwjn(t,b))`. False when nothing was done. */
export function visitEquality(work: Work, node: BinaryExpression): boolean {
  const equality = EQUALITIES.get(node.operator);
  const { left, right } = node as { left: Expression; right: Expression };
  if (equality === undefined || !mayBeWatched(work, left) || !mayBeWatched(work, right)) return false;
  const operator = findToken(work.code, left.end, node.operator);
  const { not, follows, whole } = equality;
  const [first, second] = [work.stable(left, node), work.stable(right, node)];
  const temporaries = [first ?? work.frame.take(), second ?? work.frame.take()];
  const [a, b] = temporaries;
  if (a !== undefined && b !== undefined) {
    work.edits.open(node.start, first === undefined ? `((${a}=` : '(');
    work.visit(left);
    if (first === undefined) work.edits.close(operator, ')');
    const from = operator + node.operator.length;
    if (second === undefined) work.edits.open(from, `(${b}=`);
    work.visit(right);
    work.edits.close(node.end, `${second === undefined ? ')' : ''}${follows}${work.call('jn')}${a},${b}))`);
  } else {
    compareWhole(work, node, operator, `${not}${work.call(whole)}`);
  }
  if (second === undefined) work.frame.give(b);
  if (first === undefined) work.frame.give(a);
  return true;
}

/** `!$rwj(a,b)`, where no temporaries can be declared. */
function compareWhole(work: Work, node: BinaryExpression, operator: number, helper: string): void {
  work.edits.open(node.start, helper);
  work.visit(node.left as AnyNode);
  work.edits.replace(operator, operator + node.operator.length, ',');
  work.visit(node.right);
  work.edits.close(node.end, ')');
}

/** What is made on the spot is like nothing else. */
function mayBeWatched(work: Work, node: Expression): boolean {
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') return false;
  return !isPrimitive(work, node);
}
