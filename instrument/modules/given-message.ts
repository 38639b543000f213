// The message that an error of V8 would have had: where it quotes the text that runs, the place where it was thrown says
// what stands there in the given text.

import type { AnyNode } from 'acorn';
import { calledAt, callWords, innermost } from './call-words.ts';
import { notIterable, offsetOf, parsed, type Syntax } from './engine-words.ts';
import { ending } from './quoted-source.ts';

/** An error as it was thrown; the position is that in the given text. */
export interface Thrown {
  readonly message: string;
  readonly script: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** @returns the message; undefined where it is not known. */
export function givenMessage(syntax: Syntax, thrown: Thrown): string | undefined {
  const { message, script, text, line, column } = thrown;
  const kind = KINDS.find(({ words }) => message.endsWith(words));
  if (kind === undefined) return undefined;
  const at = offsetOf(text, line, column);
  const program = parsed(syntax, script, text);
  const found = innermost(syntax.eachChild, program, at, (node) => kind.is(node, at));
  return found && kind.say(found, syntax, program);
}

interface Kind {
  readonly words: string;
  readonly is: (node: AnyNode, at: number) => boolean;
  readonly say: (node: AnyNode, syntax: Syntax, program: AnyNode) => string | undefined;
}

const KINDS: readonly Kind[] = [
  {
    words: ' is not a function',
    is: (node, at) => calledAt(node, at) !== undefined,
    say: (node, { eachChild }, program) => callWords(eachChild, program, node),
  },
  {
    words: ' is not a constructor',
    is: (node, at) => node.type === 'NewExpression' && node.start === at,
    say: (node) =>
      node.type === 'NewExpression' ? ending(node.callee as AnyNode, 'is not a constructor') : undefined,
  },
  {
    words: ' or its return value is not iterable',
    is: (node) => node.type === 'SpreadElement',
    say: (node) => (node.type === 'SpreadElement' ? notIterable(node.argument) : undefined),
  },
  {
    words: ' or its return value is not async iterable',
    is: (node, at) => node.type === 'ForOfStatement' && at <= node.right.end,
    say: (node) => (node.type === 'ForOfStatement' ? notIterable(node.right, 'async iterable') : undefined),
  },
];
