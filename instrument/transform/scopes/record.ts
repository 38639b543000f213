// Scopes, variables and references as they are met: what is opened, declared and mentioned. In which order a module is
// walked is not known here.

import type { AnyNode, AssignmentPattern, Identifier, Program } from 'acorn';
import { type Definition, Reference, type Referring, Scope, type ScopeType, WRITE } from './model.ts';

/** What the names of a pattern are bound or written for. */
export interface Binding {
  /** Makes them variables of that scope. */
  readonly target: Scope | undefined;
  readonly define: ((name: Identifier) => Definition) | undefined;
  /** Whether default values count as writes, and what the names get a part of besides. */
  readonly defaults: boolean;
  readonly value: AnyNode | undefined;
  readonly init: boolean;
}

/** Names that get parts of a value. */
export function written(value: AnyNode): Binding {
  return { target: undefined, define: undefined, defaults: true, value, init: false };
}

/** The variables of a loop get a value each time; what is in their pattern has been walked. */
export function looped(value: AnyNode): Binding {
  return { target: undefined, define: undefined, defaults: false, value, init: true };
}

/** Nodes that a pattern evaluates, each followed by the two around it. */
export type Evaluated = (AnyNode | undefined)[];

export class ScopeRecord {
  readonly scopes: Scope[] = [];
  /** In the order in which they are met. */
  readonly references: Reference[] = [];
  scope: Scope;
  /** The default values around the part of a pattern that is looked at. */
  private readonly defaults: AssignmentPattern[] = [];

  constructor(program: Program) {
    this.scope = new Scope('global', program, null, false, true);
    this.scopes.push(this.scope);
  }

  open(type: ScopeType, block: AnyNode, isStrict: boolean, ownsVars: boolean): void {
    this.scope = new Scope(type, block, this.scope, isStrict || this.scope.isStrict, ownsVars);
    this.scopes.push(this.scope);
  }

  define(scope: Scope, definition: Definition): void {
    const { name } = definition;
    const variable = scope.variable(name.name);
    variable.defs.push(definition);
    variable.identifiers.push(name);
  }

  /**
   * @param flags READ, WRITE or both
   * @param value what is written
   * @param partial whether only a part of it is
   */
  refer(
    node: Identifier,
    flags: number,
    init: boolean,
    parent: AnyNode,
    above: AnyNode | undefined,
    value?: AnyNode,
    partial = false,
  ): void {
    const reference = new Reference(node, this.scope, flags, init, parent, above, value, partial);
    this.scope.references.push(reference);
    this.references.push(reference);
    (node as Referring).reference = reference;
  }

  /** Binds the names of a pattern; what has to be walked in it is put into the list, if there is one. */
  names(
    node: AnyNode,
    binding: Binding,
    evaluated: Evaluated | undefined,
    parent: AnyNode,
    above: AnyNode | undefined,
  ): void {
    switch (node.type) {
      case 'Identifier':
        this.bind(node, binding, parent, above);
        return;
      case 'MemberExpression':
        if (node.computed) evaluated?.push(node.property, node, parent);
        evaluated?.push(node.object, node, parent);
        return;
      case 'ObjectPattern':
        for (const part of node.properties) {
          if (part.type === 'Property' && part.computed) evaluated?.push(part.key, part, node);
          const inner = part.type === 'Property' ? part.value : part;
          this.names(inner, binding, evaluated, part, node);
        }
        return;
      case 'ArrayPattern':
        for (const part of node.elements) {
          if (part) this.names(part, binding, evaluated, node, parent);
        }
        return;
      case 'AssignmentPattern':
        this.defaults.push(node);
        this.names(node.left, binding, evaluated, node, parent);
        this.defaults.pop();
        evaluated?.push(node.right, node, parent);
        return;
      case 'RestElement':
        this.names(node.argument, binding, evaluated, node, parent);
        return;
      default:
        evaluated?.push(node, parent, above);
    }
  }

  private bind(node: Identifier, binding: Binding, parent: AnyNode, above: AnyNode | undefined): void {
    const { target, define, init, value } = binding;
    if (target !== undefined && define !== undefined) this.define(target, define(node));
    if (binding.defaults) {
      for (const { left, right } of this.defaults) {
        this.refer(node, WRITE, init, parent, above, right, left !== node);
      }
    }
    if (value !== undefined) this.refer(node, WRITE, init, parent, above, value, true);
  }
}
