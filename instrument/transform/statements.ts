// Statements where more than the visit of their parts is due: lists, declarations, loops.

import type { AnyNode, ForInStatement, ForOfStatement, Identifier, VariableDeclaration } from 'acorn';
import type { Watched } from './bindings.ts';
import { exportsMarkAfter } from './exports.ts';
import { marksAfter } from './holders.ts';
import { isSkippedMember } from './members.ts';
import { quoted } from './names.ts';
import { staticKey } from './nodes.ts';
import { collectTargets, isPattern, keysOf, visitPattern, visitSource } from './patterns.ts';
import { isSkippedBase } from './skips.ts';
import { tokenDeclaration, visitInitialiser } from './variables.ts';
import type { Work } from './work.ts';

const SEMICOLON = 59;

/** What goes on with an expression at the start of a line. */
const CONTINUES = new Set(['(', '[', '`', '+', '-', '/']);

/**
 * What the parser told apart stays apart: a statement may now begin with a parenthesis, or end with one where a new
 * line used to end it (`n--`, an arrow function).
 */
export function visitList(work: Work, statements: readonly AnyNode[]): void {
  let previous: AnyNode | undefined;
  let changed = false;
  for (const statement of statements) {
    const mark = work.edits.count;
    const open = previous !== undefined && work.code.charCodeAt(previous.end - 1) !== SEMICOLON;
    if (open && changed && CONTINUES.has(work.code.charAt(statement.start))) {
      work.edits.close((previous as AnyNode).end, ';');
    }
    work.visit(statement);
    markAfter(work, statement);
    if (
      open &&
      statement.type === 'ExpressionStatement' &&
      work.edits.beginsWithParenthesis(mark, statement.start)
    ) {
      work.edits.head(statement.start, ';');
    }
    previous = statement;
    changed = work.edits.count > mark;
  }
}

/** What a statement of a list binds or exports becomes a root behind it. */
function markAfter(work: Work, statement: AnyNode): void {
  const marks = marksAfter(work, statement).join('') + exportsMarkAfter(work, statement);
  if (marks === '') return;
  const isClosed = work.code.charCodeAt(statement.end - 1) === SEMICOLON;
  work.edits.close(statement.end, isClosed ? marks : `;${marks}`);
}

export function visitDeclaration(work: Work, node: VariableDeclaration): void {
  for (const watched of work.bindings.watchedAt.get(node) ?? []) {
    work.edits.head(node.start, tokenDeclaration(work, watched, 'let'));
  }
  for (const declarator of node.declarations) {
    const { id, init } = declarator;
    if (id.type === 'Identifier') {
      visitInitialiser(work, declarator, id);
    } else {
      visitPattern(work, id);
      if (init) visitSource(work, id, init);
    }
  }
}

/** The variables of a loop head have no roots and no tokens. */
export function visitLoopHead(work: Work, node: AnyNode | null | undefined): void {
  if (node?.type !== 'VariableDeclaration') {
    work.visit(node);
    return;
  }
  for (const { id, init } of node.declarations) {
    visitPattern(work, id);
    if (init) work.visitNamed(init, id.type === 'Identifier' ? id.name : '');
  }
}

export function visitForIn(work: Work, node: ForInStatement): void {
  visitLoopTarget(work, node.left);
  if (isSkippedBase(work, node.right)) {
    work.visit(node.right);
  } else {
    const id = work.site('whole', null, node.right.start, node);
    work.wrap(node.right, work.call('e'), () => `,${id})`);
  }
  visitLoopBody(work, node);
}

export function visitForOf(work: Work, node: ForOfStatement): void {
  visitLoopTarget(work, node.left);
  if (isSkippedBase(work, node.right)) {
    work.visit(node.right);
  } else {
    const pattern = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
    const keys = pattern !== undefined && isPattern(pattern) ? { keys: keysOf(pattern) } : undefined;
    const id = work.site('iterate', null, node.right.start, node, keys);
    work.wrap(node.right, work.call('f'), () => `,${id})`);
  }
  visitLoopBody(work, node);
}

function visitLoopTarget(work: Work, node: AnyNode): void {
  if (node.type === 'VariableDeclaration') visitLoopHead(work, node);
  else visitPattern(work, node);
}

/** What a round assigned before its body: watched variables, and members of objects that stay the same. */
function visitLoopBody(work: Work, node: ForInStatement | ForOfStatement): void {
  const { body } = node;
  const writes = loopWrites(work, node).join('');
  if (writes !== '' && body.type !== 'BlockStatement') work.edits.open(body.start, `{${writes}`);
  work.visit(body);
  if (writes === '') return;
  if (body.type === 'BlockStatement') work.edits.head(body.start + 1, writes);
  else work.edits.close(body.end, '}');
}

function loopWrites(work: Work, node: ForInStatement | ForOfStatement): string[] {
  const { left } = node;
  const target = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
  if (target === undefined || (left.type === 'VariableDeclaration' && left.kind !== 'var')) return [];
  const variables: [Identifier, Watched][] = [];
  collectTargets(work, target, [], variables);
  const writes = variables.map(([name, { token }]) => {
    const id = work.site('variable-write', name.name, name.start, name);
    return `${work.call('lq')}${name.name},${token},${id});`;
  });
  if (target.type !== 'MemberExpression' || target.property.type === 'PrivateIdentifier') return writes;
  const object = work.stable(target.object, node);
  const key = staticKey(target);
  if (object === undefined || key === undefined || isSkippedMember(work, target)) return writes;
  const id = work.site('write', key, target.property.start, target);
  writes.push(`${work.call('p')}${object},${quoted(key)},${id});`);
  return writes;
}
