// What V8 says of a value that cannot be looped over, taken apart or called, had it run the given text. The text is
// parsed when such an error is about to be thrown or has been, not before.

import type { AnyNode } from 'acorn';
import { moduleAt, siteOf } from '../../src/sites/modules.ts';
import { givenOf } from '../../src/stacks/given.ts';
import { calledAt, callWords, innermost } from './call-words.ts';
import { ending, quoted } from './quoted-source.ts';

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
    const { op, line, column } = known.row;
    const at = offsetOf(text, line, column);
    if (op === 'call' && OPTIONAL.test(text.slice(at, at + LONGEST))) return undefined;
    const { eachChild } = load();
    const program = parsed(load(), script, text);
    const found = innermost(eachChild, program, at, (node) => isAbout(node, at, op));
    if (found !== undefined && op === 'call') return callWords(eachChild, program, found);
    return found && sentence(found, value);
  };
}

/** `x.m?.()`, where nothing is wrong if there is no `m`. */
const OPTIONAL = /^[\w$]+\s*\?\./;
const LONGEST = 200;

/** The tree of a given text. */
export function parsed({ parseModule }: Syntax, script: string, text: string): AnyNode {
  return parseModule(text, script.startsWith('file:') ? 'module' : 'commonjs');
}

/** Whether a row of the kind at this place is about the node. */
function isAbout(node: AnyNode, at: number, op: string): boolean {
  if (op === 'call') return calledAt(node, at) !== undefined;
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

/** What is said of a value that was to be looped over. */
export function notIterable(source: AnyNode, words = 'iterable'): string | undefined {
  if (source.type !== 'CallExpression') return ending(source, `is not ${words}`);
  return ending(source.callee as AnyNode, `is not a function or its return value is not ${words}`);
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

/** Where a position lies in the text. */
export function offsetOf(text: string, line: number, column: number): number {
  LINE_BREAK.lastIndex = 0;
  for (let at = 1; at < line; at++) LINE_BREAK.exec(text);
  return LINE_BREAK.lastIndex + column - 1;
}
