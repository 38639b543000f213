// The state of one transformation: the text's edits, the rows made so far, where the walk stands.

import type { AnyNode, Program } from 'acorn';
import type { FunctionInfo, PatternKeys, SiteOp, SiteRow } from '../../src/sites/model.ts';
import { Bindings, isAliveAt, isOutOfSight } from './bindings.ts';
import { Edits } from './edits.ts';
import { findFresh } from './fresh.ts';
import { findHolders } from './holders.ts';
import { isModuleExports } from './lexed.ts';
import { Names } from './names.ts';
import { type ClassNode, isFunction } from './nodes.ts';
import type { Format } from './parse.ts';
import type { Found } from './scopes/find.ts';
import type { Variable } from './scopes/model.ts';
import type { Survey } from './scopes/survey.ts';
import { Frame } from './temps.ts';

/** A class that the walk is inside of. */
export interface OpenClass {
  readonly node: ClassNode;
  readonly name: string | null;
  /** Private names, and whether each is a field. */
  readonly privates: ReadonlyMap<string, boolean>;
}

export class Work {
  readonly code: string;
  readonly format: Format;
  readonly edits: Edits;
  readonly names: Names;
  readonly bindings: Bindings;
  readonly survey: Survey;
  readonly fresh: ReadonlySet<Variable>;
  readonly holders: ReadonlyMap<AnyNode, readonly AnyNode[]>;
  readonly rows: SiteRow[] = [];
  readonly rowOf = new Map<AnyNode, number>();
  readonly functions: FunctionInfo[] = [];
  readonly classes: OpenClass[] = [];
  /** Variables of which it is known whether they only ever hold primitives. */
  readonly primitives = new Map<Variable, boolean>();
  /** Where variables are written, in the order of the text. */
  private readonly writes = new Map<Variable, Int32Array>();
  frame: Frame;
  /** The name that the next function gets from its surroundings. */
  hint = '';
  private readonly visitor: (work: Work, node: AnyNode) => void;

  constructor(
    code: string,
    format: Format,
    program: Program,
    { scopes, survey }: Found,
    visitor: (work: Work, node: AnyNode) => void,
  ) {
    this.code = code;
    this.format = format;
    this.visitor = visitor;
    this.edits = new Edits(code);
    this.names = new Names(code);
    this.bindings = new Bindings(scopes, program, this.names);
    const { freshCandidates, holderCandidates } = this.bindings;
    this.survey = survey;
    this.fresh = findFresh(freshCandidates);
    this.holders = findHolders(holderCandidates);
    this.frame = new Frame(0, this.names);
    this.frame.open = true;
  }

  visit(node: AnyNode | null | undefined): void {
    if (node !== null && node !== undefined) this.visitor(this, node);
  }

  /** Visits what gets its name from where it stands. */
  visitNamed(node: AnyNode, name: string): void {
    this.hint = isFunction(node) || node.type === 'ClassExpression' ? name : '';
    this.visitor(this, node);
    this.hint = '';
  }

  /** A new row; what comes back is the text of its id. */
  site(
    op: SiteOp,
    key: string | null,
    at: number,
    node?: AnyNode,
    more?: { keys?: PatternKeys; exported?: readonly string[] },
  ): string {
    const { line, column } = this.edits.lines.position(at);
    const { fn } = this.frame;
    const row = this.rows.push(
      more === undefined ? { op, key, line, column, fn } : { op, key, line, column, fn, ...more },
    );
    if (node !== undefined) this.rowOf.set(node, row);
    return this.names.site(row);
  }

  /** The start of a call of a helper. */
  call(letter: string): string {
    return `${this.names.helper(letter)}(`;
  }

  /** Puts text around an expression, inside of parentheses of its own; a sequence gets them anew. */
  wrap(node: AnyNode, before: string, after: () => string): void {
    const sequence = node.type === 'SequenceExpression';
    this.edits.open(node.start, sequence ? `${before}(` : before);
    this.visit(node);
    this.edits.close(node.end, sequence ? `)${after()}` : after());
  }

  /** The text of an expression that may be written twice where no other code runs in between. */
  repeatable(node: AnyNode): string | undefined {
    if (node.type === 'ThisExpression') return 'this';
    if (node.type === 'MemberExpression') return isModuleExports(this, node) ? 'module.exports' : undefined;
    if (node.type !== 'Identifier') return undefined;
    const variable = this.bindings.variableOf(node);
    // Node hands `exports` to the function it puts around a module.
    if (variable === undefined)
      return this.format === 'commonjs' && node.name === 'exports' ? 'exports' : undefined;
    return this.bindings.watched.has(variable) ? undefined : node.name;
  }

  /** The text of an expression that gives the same value all through the given range, whatever code runs there. */
  stable(node: AnyNode, range: AnyNode): string | undefined {
    const text = this.repeatable(node);
    const { bindings } = this;
    const variable = bindings.variableOf(node);
    if (text === undefined || text === 'this') return text;
    if (variable === undefined) return undefined;
    if (bindings.isConstant(variable)) return text;
    if (bindings.isCaptured(variable) || isOutOfSight(variable)) return undefined;
    return this.isWrittenIn(variable, range) ? undefined : text;
  }

  private isWrittenIn(variable: Variable, { start, end }: AnyNode): boolean {
    let places = this.writes.get(variable);
    if (places === undefined) {
      const writes = variable.references.filter((reference) => reference.isWrite());
      places = Int32Array.from(writes, ({ identifier }) => identifier.start).sort();
      this.writes.set(variable, places);
    }
    // A generated function may have thousands of writes and as many questions.
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] as number) < start) low = middle + 1;
      else high = middle;
    }
    return low < places.length && (places[low] as number) < end;
  }

  /** Whether the name can be read earlier than the program reads it: it has left its dead zone. */
  isAlive(node: AnyNode): boolean {
    const variable = this.bindings.variableOf(node);
    return variable === undefined || isAliveAt(variable, node);
  }

  /** Whether a private name is that of a field: reading one runs nothing. */
  isPrivateField(name: string): boolean {
    for (let index = this.classes.length - 1; index >= 0; index--) {
      const field = this.classes[index]?.privates.get(name);
      if (field !== undefined) return field;
    }
    return false;
  }

  /** Walks a part that has a frame of its own. */
  within(frame: Frame, walk: () => void): void {
    const outer = this.frame;
    this.frame = frame;
    walk();
    this.frame = outer;
  }
}
