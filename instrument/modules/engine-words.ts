// What V8 says of a value that cannot be looped over or taken apart, had it run the given text. The text is
// parsed when such an error is about to be thrown, not before.

import type { AnyNode } from 'acorn';
import { moduleAt, siteOf } from '../../src/sites/modules.ts';
import { givenOf } from '../../src/stacks/given.ts';
import { quoted } from './quoted-source.ts';

/** What is needed of the transform; loaded late. */
export interface Syntax {
  readonly parseModule: typeof import('../transform/parse.ts').parseModule;
  readonly eachChild: typeof import('../transform/nodes.ts').eachChild;
}

/**
 * @returns the sentence for a site and the value that will not do; undefined where the engine's own one must do.
 */
export function engineWords(load: () => Syntax): (site: number, value: unknown) => string | undefined {
  return (site, value) => {
    const known = siteOf(site);
    const script = moduleAt(site)?.script;
    const text = script === undefined ? undefined : givenOf(script)?.text;
    if (known === undefined || script === undefined || text === undefined) return undefined;
    const { parseModule, eachChild } = load();
    const program = parseModule(text, script.startsWith('file:') ? 'module' : 'commonjs');
    const { op, line, column } = known.row;
    const found = find(eachChild, program, offsetOf(text, line, column), op);
    return found && sentence(found, value);
  };
}

/** The node that a row of the kind at this place is about. */
function find(eachChild: Syntax['eachChild'], node: AnyNode, at: number, op: string): AnyNode | undefined {
  if (node.type !== 'Program' && (at < node.start || at >= node.end)) return undefined;
  let found: AnyNode | undefined;
  eachChild(node, (child) => {
    found ??= find(eachChild, child, at, op);
  });
  return found ?? (isAbout(node, at, op) ? node : undefined);
}

function isAbout(node: AnyNode, at: number, op: string): boolean {
  if (op === 'iterate') return node.type === 'ForOfStatement' && node.right.start === at;
  if (op !== 'destructure') return false;
  if (node.type === 'VariableDeclarator') return node.id.start === at;
  return node.type === 'AssignmentExpression' && node.left.start === at;
}

function sentence(node: AnyNode, value: unknown): string | undefined {
  if (node.type === 'ForOfStatement') return node.await ? undefined : notIterable(node.right);
  if (node.type === 'VariableDeclarator') return node.init ? notTaken(node.id, node.init, value) : undefined;
  if (node.type === 'AssignmentExpression' && namesOnly(node.left)) {
    return notTaken(node.left, node.right, value);
  }
  return undefined;
}

function ending(node: AnyNode, words: string): string | undefined {
  const text = quoted(node);
  return text === undefined ? undefined : `${text} ${words}`;
}

function notIterable(source: AnyNode): string | undefined {
  if (source.type !== 'CallExpression') return ending(source, 'is not iterable');
  return ending(source.callee as AnyNode, 'is not a function or its return value is not iterable');
}

function notTaken(pattern: AnyNode, source: AnyNode, value: unknown): string | undefined {
  if (pattern.type === 'ArrayPattern') return source.type === 'Identifier' ? notIterable(source) : undefined;
  const text = quoted(source);
  if (pattern.type !== 'ObjectPattern' || text === undefined) return undefined;
  const [first] = pattern.properties;
  const key = first?.type === 'Property' && !first.computed ? first.key : undefined;
  const name = key?.type === 'Identifier' ? `property '${key.name}' of ` : '';
  if (first !== undefined && name === '') return undefined;
  return `Cannot destructure ${name}'${text}' as it is ${String(value)}.`;
}

/** Other targets of an assignment have effects of their own, some of which V8 lets happen before it refuses. */
function namesOnly(pattern: AnyNode): boolean {
  if (pattern.type !== 'ObjectPattern') return pattern.type === 'Identifier';
  return pattern.properties.every(
    (part) => part.type === 'Property' && !part.computed && part.value.type === 'Identifier',
  );
}

const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/g;

function offsetOf(text: string, line: number, column: number): number {
  LINE_BREAK.lastIndex = 0;
  for (let at = 1; at < line; at++) LINE_BREAK.exec(text);
  return LINE_BREAK.lastIndex + column - 1;
}
