// From text to syntax tree and scopes. What cannot be parsed is refused with a position.

import { type Program, parse } from 'acorn';
import { analyze, type ScopeManager } from 'eslint-scope';
import type * as ESTree from 'estree';

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

export function parseModule(code: string, format: Format): Program {
  try {
    return parse(code, {
      ecmaVersion: 'latest',
      sourceType: format,
      allowHashBang: true,
      // eslint-scope tells parameters from the body by ranges.
      ranges: true,
    });
  } catch (error) {
    throw refusal(error);
  }
}

export function findScopes(program: Program, format: Format): ScopeManager {
  return analyze(program as ESTree.Program, { ecmaVersion: 2024, sourceType: format });
}

/** Every failure on the way from text to text becomes a refusal; code that nests too deeply is one of them. */
export function refusal(error: unknown): ParseFailure {
  if (error instanceof ParseFailure) return error;
  const place = (error as { loc?: { line: number; column: number } } | undefined)?.loc;
  const message = error instanceof Error ? error.message : String(error);
  return new ParseFailure(message, place?.line ?? 1, (place?.column ?? 0) + 1);
}
