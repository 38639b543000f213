// What is known of the variables of a module before it runs: which are watched, which are roots, which never change.

import { isBuiltin } from 'node:module';
import type { AnyNode, Identifier, Program } from 'acorn';
import { isFreshInitialiser } from './fresh.ts';
import { implicitGlobals } from './globals.ts';
import { isHolder } from './holders.ts';
import { type Imported, importedBy } from './imports.ts';
import type { Names } from './names.ts';
import { canMove } from './parameters.ts';
import {
  type Definition,
  type Reference,
  referenceOf,
  type Scope,
  type Scopes,
  type Variable,
} from './scopes/model.ts';

/** A variable whose reads and writes are recorded, and where its token is declared. */
export interface Watched {
  readonly name: string;
  readonly token: string;
  /** Where it is declared or, if it is not, first met. */
  readonly definition: AnyNode | undefined;
  /** Nobody declares it, so that it may be missing. */
  readonly implicit: boolean;
}

export class Bindings {
  readonly watched = new Map<Variable, Watched>();
  readonly watchedAt = new Map<AnyNode, Watched[]>();
  /** Variables that may hold a fresh object. */
  readonly freshCandidates: Variable[] = [];
  /** Names that may be roots, with their uses in inner functions. */
  readonly holderCandidates = new Map<Variable, readonly Reference[]>();
  readonly imported = new Map<AnyNode, Imported>();
  /** Functions whose parameters move into the body, since default values refer to watched ones. */
  readonly moving = new Set<AnyNode>();
  private readonly implicit = new Map<AnyNode, Watched>();
  private readonly scopes: Scopes;
  private readonly captured = new Set<Variable>();
  private readonly changing = new Set<Variable>();
  private readonly roots = new Set<AnyNode>();

  constructor(scopes: Scopes, program: Program, names: Names) {
    this.scopes = scopes;
    for (const scope of scopes.scopes) {
      for (const variable of scope.variables) this.look(variable, scope, program, names);
    }
    for (const [name, identifiers] of implicitGlobals(scopes, program)) {
      const watched = { name, token: names.token(), definition: identifiers[0], implicit: true };
      this.placeToken(watched, program);
      for (const identifier of identifiers) this.implicit.set(identifier, watched);
    }
  }

  /** Whether another function than its own refers to the variable. */
  isCaptured(variable: Variable): boolean {
    return this.captured.has(variable);
  }

  /** Declared with an initial value at the top of the module, or captured. */
  isRoot(name: AnyNode): boolean {
    return this.roots.has(name);
  }

  /** Never assigned after its declaration, wherever one looks. */
  isConstant(variable: Variable): boolean {
    return !this.changing.has(variable);
  }

  /** What the identifier refers to; undefined where only running tells, and for what nobody declares. */
  variableOf(node: AnyNode): Variable | undefined {
    const variable = referenceOf(node)?.resolved ?? undefined;
    return variable === undefined || variable.defs.length === 0 ? undefined : variable;
  }

  watchedBy(node: AnyNode): Watched | undefined {
    const variable = this.variableOf(node);
    return variable === undefined ? this.implicit.get(node) : this.watched.get(variable);
  }

  /** Whether the identifier stands for a global of that name. */
  isGlobal(node: AnyNode, name?: string): node is Identifier {
    return (
      node.type === 'Identifier' &&
      this.variableOf(node) === undefined &&
      (name === undefined || (node as Identifier).name === name)
    );
  }

  /** Whether the parameters of a function can become variables of its body. */
  mayMove(node: AnyNode): boolean {
    const scope = this.scopes.acquire(node, true);
    return scope !== null && canMove(scope);
  }

  private look(variable: Variable, scope: Scope, program: Program, names: Names): void {
    if (variable.defs.length === 0) return;
    const captures: Reference[] = [];
    let assigned = false;
    for (const reference of variable.references) {
      if (reference.from.variableScope !== scope.variableScope) captures.push(reference);
      if (reference.isWrite() && reference.init !== true) assigned = true;
    }
    const captured = captures.length > 0;
    if (captured) this.captured.add(variable);
    if (assigned || variable.defs.length > 1 || isOutOfSight(variable) || isImport(variable)) {
      this.changing.add(variable);
    }
    if (captured || scope.block === program) {
      for (const definition of variable.defs) this.roots.add(definition.name);
    }
    if (captured && !assigned && isHolder(variable, scope)) this.holderCandidates.set(variable, captures);
    const imported = importedBy(variable);
    if (imported !== undefined) {
      for (const { identifier } of variable.references) this.imported.set(identifier, imported);
    }
    if (captured && assigned && !scope.dynamic) this.watch(variable, scope, program, names);
    if (!captured && !assigned && !scope.dynamic && isFreshVariable(variable)) {
      this.freshCandidates.push(variable);
    }
  }

  private watch(variable: Variable, scope: Scope, program: Program, names: Names): void {
    const place = this.tokenPlace(variable, scope, program);
    if (place === undefined) return;
    const definition = variable.defs[0]?.name;
    const watched = { name: variable.name, token: names.token(), definition, implicit: false };
    this.watched.set(variable, watched);
    this.placeToken(watched, place);
  }

  /** Where the token of a variable can stand; undefined for variables that are left alone. */
  private tokenPlace(variable: Variable, scope: Scope, program: Program): AnyNode | undefined {
    const kinds = new Set(variable.defs.map((definition) => definition.type));
    if ([...kinds].some((kind) => kind !== 'Variable' && kind !== 'Parameter' && kind !== 'FunctionName')) {
      return undefined;
    }
    const { block } = scope;
    if (block === program) return program;
    if (scope.type === 'function') {
      if (!variable.references.some((reference) => beforeBody(reference, block))) return block;
      if (!canMove(scope)) return undefined;
      this.moving.add(block);
      return block;
    }
    if (scope.type === 'class-static-block') return block;
    const declaration = variable.defs[0]?.parent;
    const beside =
      (scope.type === 'block' || scope.type === 'switch') &&
      variable.defs.length === 1 &&
      declaration?.type === 'VariableDeclaration';
    return beside ? declaration : undefined;
  }

  private placeToken(watched: Watched, place: AnyNode): void {
    const there = this.watchedAt.get(place);
    if (there === undefined) this.watchedAt.set(place, [watched]);
    else there.push(watched);
  }
}

/** A body-level token cannot be seen from the parameters; their first values need none. */
function beforeBody(reference: Reference, block: AnyNode): boolean {
  const { body } = block as { body?: AnyNode };
  if (body === undefined || reference.init === true) return false;
  return reference.identifier.start < body.start;
}

/** Something else than its references may change the variable: a direct `eval`, or `arguments` a parameter. */
export function isOutOfSight(variable: Variable): boolean {
  const { scope } = variable;
  if (scope.dynamic) return true;
  if (scope.isStrict || variable.defs[0]?.type !== 'Parameter') return false;
  return (scope.set.get('arguments')?.references.length ?? 0) > 0;
}

/** Whether a reference stands where its variable surely has been initialised: behind it, in the same function. */
export function isAliveAt(variable: Variable, node: AnyNode): boolean {
  const [definition] = variable.defs;
  if (definition === undefined) return false;
  if (definition.type === 'Parameter' || definition.type === 'FunctionName') return true;
  const declaration = definition.parent;
  if (declaration?.type === 'VariableDeclaration' && declaration.kind === 'var') return true;
  const reference = referenceOf(node);
  const end = definition.node.end;
  const { scope } = variable;
  return (
    definition.type !== 'ImportBinding' &&
    scope.type !== 'switch' &&
    reference?.from.variableScope === scope.variableScope &&
    (node.start >= end || definition.type === 'CatchClause')
  );
}

/** The module that exports it may assign it. */
function isImport(variable: Variable): boolean {
  return variable.defs[0]?.type === 'ImportBinding';
}

function isFreshVariable(variable: Variable): boolean {
  const declarator = declaratorOf(variable);
  return declarator?.init != null && isFreshInitialiser(declarator.init);
}

function declaratorOf(variable: Variable) {
  const definition: Definition | undefined = variable.defs[0];
  if (variable.defs.length !== 1 || definition?.type !== 'Variable') return undefined;
  const { node } = definition;
  return node.type === 'VariableDeclarator' && node.id.type === 'Identifier' ? node : undefined;
}

/** Bound once to a module of Node: those objects are no state of the application. */
export function isBuiltinBinding(bindings: Bindings, variable: Variable): boolean {
  const definition = variable.defs[0];
  if (variable.defs.length !== 1 || definition === undefined) return false;
  if (definition.type === 'ImportBinding') {
    if (definition.node.type === 'ImportNamespaceSpecifier') return true;
    const source = definition.parent?.source.value;
    return typeof source === 'string' && isBuiltin(source);
  }
  const init = declaratorOf(variable)?.init;
  return init != null && bindings.isConstant(variable) && isBuiltinRequire(bindings, init);
}

/** `require('node:fs')`, also with a member of it taken at once. */
export function isBuiltinRequire(bindings: Bindings, node: AnyNode): boolean {
  if (node.type === 'MemberExpression') return isBuiltinRequire(bindings, node.object);
  if (node.type !== 'CallExpression' || !bindings.isGlobal(node.callee, 'require')) return false;
  const source = node.arguments[0];
  return source?.type === 'Literal' && typeof source.value === 'string' && isBuiltin(source.value);
}
