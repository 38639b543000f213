// The source transform: text in; text, site table and map out. How modules get here is not known in this room.

import type { AnyNode, Program } from 'acorn';
import type * as ESTree from 'estree';
import type { ModuleTable } from '../../src/sites/model.ts';
import { analyse } from './analysis/analyse.ts';
import type { EncodedMap } from './edits.ts';
import { addModule } from './functions.ts';
import { type Format, parseModule, refusal } from './parse.ts';
import { addPrologue } from './prologue.ts';
import { findScopes } from './scopes/find.ts';
import type { Scopes } from './scopes/model.ts';
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
  map(): EncodedMap;
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
  const found = findScopes(program, format);
  const work = new Work(code, format, program, found, visitNode);
  if (work.survey.leaveAll) return undefined;
  addModule(work, program);
  work.visit(program as AnyNode);
  addPrologue(work, program, key);
  if (work.rows.length === 0 && work.names.helpers.length === 0) return undefined;
  return new Result(work, { program, scopes: found.scopes, file, key });
}

interface Source {
  readonly program: Program;
  readonly scopes: Scopes;
  readonly file: string;
  readonly key: string;
}

/** A class: the engine ties a getter in a literal to the shape of that one object, which outlives it. */
class Result implements Transformed {
  readonly code: string;
  readonly sites: number;
  private readonly work: Work;
  private readonly source: Source;
  private known: ModuleTable | undefined;

  constructor(work: Work, source: Source) {
    this.code = work.edits.apply();
    this.sites = work.rows.length;
    this.work = work;
    this.source = source;
  }

  get table(): ModuleTable {
    const { file, key } = this.source;
    this.known ??= { file, key, ...known(this.work, this.source) };
    return this.known;
  }

  map(): EncodedMap {
    return this.work.edits.map(this.source.file);
  }
}

function known(work: Work, { program, scopes }: Source): Omit<ModuleTable, 'file' | 'key'> {
  const rows = work.rowOf as ReadonlyMap<unknown, number> as Rows;
  const facts = analyse(program as ESTree.Program, scopes, rows);
  for (const [row, fact] of facts) Object.assign(work.rows[row - 1] as object, fact);
  return { sites: work.rows, functions: work.functions, edits: work.edits.lineEdits() };
}
