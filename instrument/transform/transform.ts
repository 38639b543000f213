// The source transform: text in; text, site table and map out. How modules get here is not known in this room.

import type { AnyNode, Program } from 'acorn';
import type { ScopeManager } from 'eslint-scope';
import type * as ESTree from 'estree';
import type { ModuleTable } from '../../src/sites/model.ts';
import { analyse } from './analysis/analyse.ts';
import type { EncodedMap } from './edits.ts';
import { addModule } from './functions.ts';
import { type Format, findScopes, parseModule, refusal } from './parse.ts';
import { addPrologue } from './prologue.ts';
import { visitNode } from './visit.ts';
import { Work } from './work.ts';

export type { EncodedMap } from './edits.ts';
export { givenColumn, originalText } from './positions.ts';

type Rows = ReadonlyMap<ESTree.Node, number>;

export interface TransformInput {
  readonly code: string;
  readonly file: string;
  /** What the instrumented module calls its site table. */
  readonly key: string;
  readonly format: Format;
  /** The map from the given text to what the author wrote; composed by the caller. */
  readonly inputMap?: object | string;
}

export interface Transformed {
  readonly code: string;
  /** Rows of the table. */
  readonly sites: number;
  /** Made when it is first asked for: the analysis takes longer than all the rest. */
  readonly table: ModuleTable;
  /** Generated -> given text. */
  readonly map: () => EncodedMap;
}

/** @throws ParseFailure for what is no JavaScript; nothing else is thrown */
export function transform(input: TransformInput): Transformed | undefined {
  try {
    return instrument(input);
  } catch (error) {
    throw refusal(error);
  }
}

function instrument({ code, file, key, format }: TransformInput): Transformed | undefined {
  const program = parseModule(code, format);
  const scopes = findScopes(program, format);
  const work = new Work(code, format, program, scopes, visitNode);
  if (work.survey.leaveAll) return undefined;
  addModule(work, program);
  work.visit(program as AnyNode);
  addPrologue(work, program, key);
  if (work.rows.length === 0 && work.names.helpers.length === 0) return undefined;
  let table: ModuleTable | undefined;
  return {
    code: work.edits.apply(),
    sites: work.rows.length,
    get table() {
      table ??= { file, key, ...known(work, program, scopes) };
      return table;
    },
    map: () => work.edits.map(file),
  };
}

function known(work: Work, program: Program, scopes: ScopeManager): Omit<ModuleTable, 'file' | 'key'> {
  const rows = work.rowOf as ReadonlyMap<unknown, number> as Rows;
  const facts = analyse(program as ESTree.Program, scopes, rows);
  for (const [row, fact] of facts) Object.assign(work.rows[row - 1] as object, fact);
  return { sites: work.rows, functions: work.functions, edits: work.edits.lineEdits() };
}
