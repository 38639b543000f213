// From text to syntax tree and scopes. What cannot be parsed is refused with a position.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Program } from 'acorn';

export type Format = 'commonjs' | 'module';

export class ParseFailure extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'ParseFailure';
    this.line = line;
    this.column = column;
  }
}

type Parse = (code: string, options: object) => Program;

const OPTIONS = { ranges: { start: true, end: true }, lexical: true, webcompat: true };

/** By the fast parser; what that one refuses is for the other to accept, or to say what is wrong with it. */
export function parseModule(code: string, format: Format): Program {
  fast ??= loadFast();
  if (fast !== NONE) {
    try {
      return fast(code, { ...OPTIONS, sourceType: format });
    } catch {
      // Newer syntax than it knows, or no JavaScript.
    }
  }
  return parseSlowly(code, format);
}

let fast: Parse | undefined;

/** Stands for a parser that cannot be loaded. */
const NONE: Parse = () => {
  throw new Error('no parser');
};

function loadFast(): Parse {
  try {
    const main = createRequire(__filename).resolve('meriyah');
    // An ES module would be loaded through the hooks of the program.
    return (require(join(dirname(main), 'meriyah.cjs')) as { parse: Parse }).parse;
  } catch {
    return NONE;
  }
}

function parseSlowly(code: string, format: Format): Program {
  const { parse } = require('acorn') as { parse: Parse };
  try {
    return parse(code, { ecmaVersion: 'latest', sourceType: format, allowHashBang: true });
  } catch (error) {
    throw refusal(error);
  }
}

/** Every failure on the way from text to text becomes a refusal; code that nests too deeply is one of them. */
export function refusal(error: unknown): ParseFailure {
  if (error instanceof ParseFailure) return error;
  const place = (error as { loc?: { line: number; column: number } } | undefined)?.loc;
  const message = error instanceof Error ? error.message : String(error);
  return new ParseFailure(message, place?.line ?? 1, (place?.column ?? 0) + 1);
}
