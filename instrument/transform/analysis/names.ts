// The variables of a module: which identifier means which, and what is known of each.

import type * as ESTree from 'estree';
import type { Scopes, Variable } from '../scopes/model.ts';
import type { Graph, Point } from './graph.ts';
import type { Context, FnNode, Purpose } from './walk.ts';

/** Variables of outer functions that are counted for one function. */
const MOST_SEEN = 200;

export interface Local {
  readonly point: Point;
  /** What is in the object it holds beyond that, for those who look inside. */
  readonly inside: Point;
  /** What is put there under a key; and what unknown calls may put there. */
  readonly changes: Point;
  readonly fillings: Point;
  /** Its name among locations, unlike that of any other variable. */
  readonly location: string;
  readonly scopeNode: ESTree.Node | undefined;
  readonly isParameter: boolean;
  /** The one function it ever holds. */
  readonly holds: ESTree.Function | undefined;
  /** Under which conditions its declaration stands, once met. */
  home: Context | undefined;
  /** Every object it ever held was made on the spot. */
  isFresh: boolean;
  /** A function other than the one that declares it puts something into its object. */
  isChangedElsewhere: boolean;
  isTested: boolean;
  isUsed: boolean;
  /** What the members of its value are wanted for. */
  readonly members: Purpose[];
  /** Variables that keep its value. */
  readonly feeds: Set<Local>;
}

export class Names {
  private readonly graph: Graph;
  private readonly variables = new Map<ESTree.Node, Variable>();
  private readonly locals = new Map<Variable | string, Local>();
  private readonly scopes: Scopes;

  constructor(graph: Graph, scopes: Scopes) {
    this.graph = graph;
    this.scopes = scopes;
    for (const scope of scopes.scopes) {
      for (const variable of scope.variables) {
        for (const identifier of variable.identifiers) this.variables.set(identifier, variable);
      }
    }
    for (const scope of scopes.scopes) {
      for (const { identifier, resolved } of scope.references) {
        if (resolved !== null) this.variables.set(identifier as ESTree.Identifier, resolved);
      }
    }
  }

  /** A global name is one variable, wherever it stands. */
  local(identifier: ESTree.Identifier): Local {
    return this.of(this.variables.get(identifier) ?? identifier.name);
  }

  isGlobal(identifier: ESTree.Identifier): boolean {
    const variable = this.variables.get(identifier);
    return variable === undefined || variable.defs.length === 0;
  }

  of(variable: Variable | string): Local {
    let local = this.locals.get(variable);
    if (local === undefined) {
      local = this.make(variable);
      this.locals.set(variable, local);
    }
    return local;
  }

  /** The variables of functions around it that a function or class mentions. Those of the module belong to all. */
  seenBy(node: ESTree.Node): Set<Local> {
    const seen = new Set<Local>();
    for (const { resolved } of this.scopes.acquire(node)?.through ?? []) {
      if (resolved === null || this.isOfModule(resolved)) continue;
      seen.add(this.of(resolved));
      if (seen.size >= MOST_SEEN) break;
    }
    return seen;
  }

  argumentsOf(node: FnNode): Local | undefined {
    if (node.type === 'ArrowFunctionExpression') return undefined;
    const variable = this.scopes.acquire(node as ESTree.Node)?.set.get('arguments');
    return variable === undefined || variable.references.length === 0 ? undefined : this.of(variable);
  }

  private isOfModule({ scope }: Variable): boolean {
    const { block } = scope.variableScope;
    return block.type === 'Program';
  }

  all(): Iterable<Local> {
    return this.locals.values();
  }

  private make(variable: Variable | string): Local {
    const known = typeof variable === 'string' ? undefined : variable;
    return {
      point: this.graph.point(),
      inside: this.graph.point(),
      changes: this.graph.point(),
      fillings: this.graph.point(),
      location: `$${this.locals.size}`,
      scopeNode: known?.scope.variableScope.block as ESTree.Node | undefined,
      isParameter: known?.defs[0]?.type === 'Parameter',
      holds: known && functionHeldBy(known),
      home: undefined,
      isFresh: true,
      isChangedElsewhere: false,
      isTested: false,
      isUsed: false,
      members: [],
      feeds: new Set(),
    };
  }
}

function functionHeldBy(variable: Variable): ESTree.Function | undefined {
  const [definition, ...others] = variable.defs;
  if (definition === undefined || others.length > 0) return undefined;
  if (variable.references.some((reference) => reference.isWrite() && reference.init !== true))
    return undefined;
  const { node } = definition;
  if (definition.type === 'FunctionName') return node as ESTree.Function;
  if (definition.type !== 'Variable') return undefined;
  const { id, init } = node as ESTree.VariableDeclarator;
  if (id.type !== 'Identifier' || init === null || init === undefined) return undefined;
  return init.type === 'FunctionExpression' || init.type === 'ArrowFunctionExpression' ? init : undefined;
}

/** Whether a value wanted for that is only tested, also where variables keep it. */
export function isTest(purpose: Purpose): boolean {
  if (typeof purpose === 'string') return purpose === 'test';
  return purpose.length > 0 && purpose.every((local) => isOnlyTested(local));
}

/** Whether all that ever becomes of the variable's value is a test. */
export function isOnlyTested(local: Local, open: Set<Local> = new Set()): boolean {
  if (local.isUsed || open.size > 8) return false;
  if (open.has(local)) return true;
  if (!local.isTested && local.feeds.size === 0) return false;
  open.add(local);
  for (const other of local.feeds) if (!isOnlyTested(other, open)) return false;
  return true;
}
