// Scopes of a module, the variables they declare, and who refers to these. Shaped like the result of eslint-scope,
// as far as it is used here; how scopes are found stands beside this.

import type {
  AnyNode,
  CatchClause,
  Identifier,
  ImportDeclaration,
  VariableDeclaration,
  VariableDeclarator,
} from 'acorn';
import type { ClassNode, FunctionNode } from '../nodes.ts';

export type ScopeType =
  | 'global'
  | 'module'
  | 'function'
  | 'function-expression-name'
  | 'block'
  | 'switch'
  | 'catch'
  | 'with'
  | 'for'
  | 'class'
  | 'class-field-initializer'
  | 'class-static-block';

export type Definition =
  | {
      readonly type: 'Variable';
      readonly name: Identifier;
      readonly node: VariableDeclarator;
      readonly parent: VariableDeclaration;
    }
  | {
      readonly type: 'ImportBinding';
      readonly name: Identifier;
      readonly node: ImportDeclaration['specifiers'][number];
      readonly parent: ImportDeclaration;
    }
  | {
      readonly type: 'Parameter' | 'FunctionName';
      readonly name: Identifier;
      readonly node: FunctionNode;
      readonly parent: null;
    }
  | { readonly type: 'ClassName'; readonly name: Identifier; readonly node: ClassNode; readonly parent: null }
  | {
      readonly type: 'CatchClause';
      readonly name: Identifier;
      readonly node: CatchClause;
      readonly parent: null;
    };

export class Variable {
  readonly name: string;
  readonly scope: Scope;
  /** Empty for `arguments`, which nobody declares. */
  readonly defs: Definition[] = [];
  readonly identifiers: Identifier[] = [];
  readonly references: Reference[] = [];

  constructor(name: string, scope: Scope) {
    this.name = name;
    this.scope = scope;
  }
}

export const READ = 1;
export const WRITE = 2;

/** A mention of a name that reads or writes a variable; a declaration is one where it gives a value. */
export class Reference {
  readonly identifier: Identifier;
  readonly from: Scope;
  /** The value it is declared with. */
  readonly init: boolean;
  /** What is assigned; undefined where it is only read, and for `++`. */
  readonly writeExpr: AnyNode | undefined;
  /** Only a part of that value is assigned, as by a pattern or a loop. */
  readonly partial: boolean;
  /** The nodes around the identifier. */
  readonly parent: AnyNode;
  readonly grandparent: AnyNode | undefined;
  /** Null where only running tells, and for what no scope of the module declares. */
  resolved: Variable | null = null;
  private readonly flags: number;

  constructor(
    identifier: Identifier,
    from: Scope,
    flags: number,
    init: boolean,
    parent: AnyNode,
    grandparent: AnyNode | undefined,
    writeExpr: AnyNode | undefined,
    partial: boolean,
  ) {
    this.identifier = identifier;
    this.from = from;
    this.flags = flags;
    this.init = init;
    this.parent = parent;
    this.grandparent = grandparent;
    this.writeExpr = writeExpr;
    this.partial = partial;
  }

  isRead(): boolean {
    return (this.flags & READ) !== 0;
  }

  isWrite(): boolean {
    return (this.flags & WRITE) !== 0;
  }
}

const NO_NAMES: ReadonlyMap<string, Variable> = new Map();

export class Scope {
  readonly type: ScopeType;
  readonly block: AnyNode;
  readonly upper: Scope | null;
  /** Where a `var` goes. */
  readonly variableScope: Scope;
  readonly isStrict: boolean;
  readonly variables: Variable[] = [];
  /** In the order of evaluation, but that what is in a pattern follows the names the pattern binds. */
  readonly references: Reference[] = [];
  readonly childScopes: Scope[] = [];
  /** `eval` or `with` may give names here another meaning. */
  dynamic: boolean;
  private names: Map<string, Variable> | undefined;

  constructor(type: ScopeType, block: AnyNode, upper: Scope | null, isStrict: boolean, ownsVars: boolean) {
    this.type = type;
    this.block = block;
    this.upper = upper;
    this.variableScope = ownsVars || upper === null ? this : upper.variableScope;
    this.isStrict = isStrict;
    this.dynamic = type === 'global' || type === 'with';
    upper?.childScopes.push(this);
  }

  /** The variables by their names. */
  get set(): ReadonlyMap<string, Variable> {
    return this.names ?? NO_NAMES;
  }

  /** The variable of that name; every function but an arrow has `arguments`. */
  find(name: string): Variable | undefined {
    const known = this.names?.get(name);
    if (known !== undefined || name !== 'arguments') return known;
    const hasArguments = this.type === 'function' && this.block.type !== 'ArrowFunctionExpression';
    return hasArguments ? this.variable(name) : undefined;
  }

  /** The variable of that name, made if there is none. */
  variable(name: string): Variable {
    this.names ??= new Map();
    let variable = this.names.get(name);
    if (variable === undefined) {
      variable = new Variable(name, this);
      this.names.set(name, variable);
      this.variables.push(variable);
    }
    return variable;
  }

  /** References in it and in the scopes below that mean nothing declared there. */
  get through(): Reference[] {
    const found = this.references.filter(({ resolved }) => resolved === null || resolved.scope !== this);
    for (const child of this.childScopes) {
      for (const reference of child.through) {
        if (reference.resolved === null || reference.resolved.scope !== this) found.push(reference);
      }
    }
    return found;
  }
}

export class Scopes {
  /** The outer ones before the inner ones, in the order of the text. */
  readonly scopes: readonly Scope[];
  readonly globalScope: Scope;
  private byBlock: Map<unknown, Scope[]> | undefined;

  constructor(scopes: readonly Scope[]) {
    this.scopes = scopes;
    this.globalScope = scopes[0] as Scope;
  }

  /** The outermost scope of a node, or the innermost; null for a node that has none. */
  acquire(node: unknown, inner = false): Scope | null {
    this.byBlock ??= scopesByBlock(this.scopes);
    return this.byBlock.get(node)?.at(inner ? -1 : 0) ?? null;
  }
}

function scopesByBlock(scopes: readonly Scope[]): Map<unknown, Scope[]> {
  const map = new Map<unknown, Scope[]>();
  for (const scope of scopes) {
    const there = map.get(scope.block);
    if (there === undefined) map.set(scope.block, [scope]);
    else there.push(scope);
  }
  return map;
}

/** What the parser's identifiers are given: their latest reference. */
export interface Referring {
  reference?: Reference;
}

export function referenceOf(node: AnyNode): Reference | undefined {
  return (node as Referring).reference;
}
