// Functions: their place in the table, and what stands at the start of their bodies.

import type { AnyNode, Program } from 'acorn';
import { marksOf } from './holders.ts';
import { type FunctionNode, isFunction } from './nodes.ts';
import { firstMoved, moveParameters } from './parameters.ts';
import { visitPattern } from './patterns.ts';
import { visitList } from './statements.ts';
import { Frame } from './temps.ts';
import { findToken } from './tokens.ts';
import { tokenDeclaration } from './variables.ts';
import type { Work } from './work.ts';

/** What a function is for its surroundings. */
export type Kind = 'plain' | 'method' | 'base-constructor';

export function visitFunction(work: Work, node: FunctionNode, kind: Kind = 'plain'): void {
  const name = node.id?.name ?? work.hint;
  work.hint = '';
  if (work.survey.left.has(node)) return;
  const frame = new Frame(addFunction(work, node, name), work.names);
  work.within(frame, () => {
    const first = firstMoved(work, node);
    for (const parameter of node.params.slice(0, first)) visitPattern(work, parameter);
    const move = first < node.params.length ? moveParameters(work, node, first, frame) : undefined;
    frame.open = true;
    for (const watched of work.bindings.watchedAt.get(node) ?? []) {
      frame.head.push(tokenDeclaration(work, watched, 'let'));
    }
    const birth = birthOf(work, node, kind, name);
    if (birth !== undefined) frame.marks.push(birth);
    frame.marks.push(...marksOf(work, node));
    if (node.body.type === 'BlockStatement') visitList(work, node.body.body);
    else work.visit(node.body);
    if (move === undefined) declare(work, node, frame.declarations() + frame.marks.join(''));
    else move();
  });
}

/** An arrow function without a block gets one where it needs declarations. */
function declare(work: Work, node: FunctionNode, declarations: string): void {
  if (declarations === '') return;
  if (node.body.type === 'BlockStatement') {
    const start = bodyStart(node.body);
    work.edits.head(start, separated(work, start, declarations));
    return;
  }
  const arrow = findToken(work.code, node.params.at(-1)?.end ?? node.start, '=>') + 2;
  work.edits.head(arrow, `{${declarations}return(`);
  work.edits.close(node.end, ')}');
}

function birthOf(work: Work, node: FunctionNode, kind: Kind, name: string): string | undefined {
  if (kind === 'base-constructor') {
    const owner = work.classes.at(-1)?.name ?? null;
    return `${work.call('t')}this,${work.site('birth', owner, node.start, node)});`;
  }
  if (kind !== 'plain' || node.type === 'ArrowFunctionExpression' || node.async || node.generator)
    return undefined;
  if (!work.survey.constructing.has(node)) return undefined;
  return `new.target&&${work.call('t')}this,${work.site('birth', name === '' ? null : name, node.start, node)});`;
}

function addFunction(work: Work, node: FunctionNode, name: string): number {
  const start = work.edits.lines.position(node.start);
  const end = work.edits.lines.position(node.end);
  const info = {
    name,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    parent: work.frame.fn,
    async: node.async,
    generator: node.generator,
  };
  return work.functions.push(info) - 1;
}

export function addModule(work: Work, program: Program): void {
  const end = work.edits.lines.position(program.end);
  work.functions.push({
    name: '',
    line: 1,
    column: 1,
    endLine: end.line,
    endColumn: end.column,
    parent: -1,
    async: false,
    generator: false,
  });
}

/** After the directives of a block. */
export function bodyStart(block: { start: number; body: readonly AnyNode[] }): number {
  return afterDirectives(block.body) ?? block.start + 1;
}

export function afterDirectives(body: readonly AnyNode[]): number | undefined {
  let end: number | undefined;
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || statement.directive === undefined) break;
    end = statement.end;
  }
  return end;
}

/** A directive without a semicolon needs one before what follows. */
export function separated(work: Work, at: number, statements: string): string {
  if (statements === '') return '';
  const before = work.code.charAt(at - 1);
  return before === "'" || before === '"' ? `;${statements}` : statements;
}

/** Methods have no `new.target` of their own use. */
export function visitMethod(work: Work, node: AnyNode, name: string, kind: Kind = 'method'): void {
  if (!isFunction(node)) {
    work.visitNamed(node, name);
    return;
  }
  work.hint = name;
  visitFunction(work, node, kind);
}
