// One walk over a module that finds its scopes, what refers to which variable, and what the survey asks. The kinds
// of nodes that are met most often come first; the others are in rarer.ts.

import type { AnyNode, AssignmentExpression, Identifier, Pattern, Program, VariableDeclaration } from 'acorn';
import type { FunctionNode } from '../nodes.ts';
import { type Definition, READ, type Scope, Scopes, type ScopeType, WRITE } from './model.ts';
import { rarer } from './rarer.ts';
import { type Binding, type Evaluated, ScopeRecord, written } from './record.ts';
import { resolve } from './resolve.ts';
import { Survey } from './survey.ts';

export interface Found {
  readonly scopes: Scopes;
  readonly survey: Survey;
}

export function findScopes(program: Program, format: 'commonjs' | 'module'): Found {
  const finder = new Finder(program);
  const { record, survey } = finder;
  if (format === 'module') record.open('module', program, true, true);
  else record.open('function', program, beginsStrict(program.body), true);
  finder.list(program.body, program, undefined);
  resolve(record.references);
  return { scopes: new Scopes(record.scopes), survey };
}

export class Finder {
  readonly record: ScopeRecord;
  readonly survey: Survey;

  constructor(program: Program) {
    this.record = new ScopeRecord(program);
    this.survey = new Survey(program);
  }

  list(nodes: readonly (AnyNode | null)[], parent: AnyNode, above: AnyNode | undefined): void {
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index];
      if (node) this.visit(node, parent, above);
    }
  }

  visit(node: AnyNode, parent: AnyNode, above: AnyNode | undefined): void {
    switch (node.type) {
      case 'Identifier':
        this.record.refer(node, READ, false, parent, above);
        return;
      case 'Literal':
      case 'ThisExpression':
        return;
      case 'MemberExpression':
        this.survey.member(node, parent);
        this.visit(node.object, node, parent);
        if (node.computed) this.visit(node.property, node, parent);
        return;
      case 'CallExpression':
        this.survey.call(node, this.record.scope);
        this.visit(node.callee, node, parent);
        this.list(node.arguments, node, parent);
        return;
      case 'ExpressionStatement':
        this.visit(node.expression, node, parent);
        return;
      case 'VariableDeclaration':
        this.declaration(node);
        return;
      case 'BinaryExpression':
      case 'LogicalExpression':
        this.visit(node.left, node, parent);
        this.visit(node.right, node, parent);
        return;
      case 'AssignmentExpression':
        this.assignment(node, parent);
        return;
      case 'Property':
        if (node.computed) this.visit(node.key, node, parent);
        this.visit(node.value, node, parent);
        return;
      case 'ObjectExpression':
        this.list(node.properties, node, parent);
        return;
      case 'ArrayExpression':
        this.list(node.elements, node, parent);
        return;
      case 'BlockStatement':
        this.inside('block', node, () => this.list(node.body, node, parent));
        return;
      case 'IfStatement':
      case 'ConditionalExpression':
        this.visit(node.test, node, parent);
        this.visit(node.consequent, node, parent);
        if (node.alternate) this.visit(node.alternate, node, parent);
        return;
      case 'ReturnStatement':
      case 'AwaitExpression':
      case 'UnaryExpression':
      case 'SpreadElement':
        if (node.argument) this.visit(node.argument, node, parent);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.functionNode(node, parent);
        return;
      case 'NewExpression':
        this.visit(node.callee, node, parent);
        this.list(node.arguments, node, parent);
        return;
      default:
        rarer(this, node, parent);
    }
  }

  inside(type: ScopeType, block: AnyNode, walk: () => void): void {
    const { record } = this;
    const outer = record.scope;
    const ownsVars = type === 'class-field-initializer' || type === 'class-static-block';
    record.open(type, block, type === 'class', ownsVars);
    walk();
    record.scope = outer;
  }

  private functionNode(node: FunctionNode, parent: AnyNode): void {
    const { record, survey } = this;
    const outer = record.scope;
    const { owner, receiver } = survey;
    const { body } = node;
    if (node.type !== 'ArrowFunctionExpression' && node.id) {
      if (node.type === 'FunctionExpression') record.open('function-expression-name', node, false, false);
      record.define(record.scope, { type: 'FunctionName', name: node.id, node, parent: null });
    }
    record.open('function', node, body.type === 'BlockStatement' && beginsStrict(body.body), true);
    survey.owner = node;
    if (node.type !== 'ArrowFunctionExpression') survey.receiver = node;
    if (body.type === 'BlockStatement' && isAsm(body.body)) survey.left.add(node);
    this.parameters(node, parent);
    if (body.type === 'BlockStatement') this.list(body.body, body, node);
    else this.visit(body, node, parent);
    record.scope = outer;
    survey.owner = owner;
    survey.receiver = receiver;
  }

  private parameters(node: FunctionNode, parent: AnyNode): void {
    const target = this.record.scope;
    const define = (name: Identifier): Definition => ({ type: 'Parameter', name, node, parent: null });
    for (const parameter of node.params) {
      if (parameter.type === 'Identifier') this.record.define(target, define(parameter));
      else
        this.pattern(
          parameter,
          { target, define, defaults: true, value: undefined, init: true },
          node,
          parent,
        );
    }
  }

  declaration(node: VariableDeclaration): void {
    const { record } = this;
    const target: Scope = node.kind === 'var' ? record.scope.variableScope : record.scope;
    for (const declarator of node.declarations) {
      const { id, init } = declarator;
      const define = (name: Identifier): Definition => ({
        type: 'Variable',
        name,
        node: declarator,
        parent: node,
      });
      if (id.type === 'Identifier') {
        record.define(target, define(id));
        if (init) record.refer(id, WRITE, true, declarator, node, init);
      } else {
        const binding = { target, define, defaults: true, value: init ?? undefined, init: true };
        this.pattern(id, binding, declarator, node);
      }
      if (init) this.visit(init, declarator, node);
    }
  }

  private assignment(node: AssignmentExpression, parent: AnyNode): void {
    const { left, right, operator } = node;
    this.survey.assignment(node);
    if (left.type === 'Identifier') {
      this.record.refer(left, operator === '=' ? WRITE : READ | WRITE, false, node, parent, right);
    } else if (left.type === 'MemberExpression') {
      this.visit(left, node, parent);
    } else {
      this.pattern(left, written(right), node, parent);
    }
    this.visit(right, node, parent);
  }

  /** The names of a pattern, then what is evaluated in it. */
  pattern(node: Pattern, binding: Binding, parent: AnyNode, above: AnyNode | undefined): void {
    const evaluated: Evaluated = [];
    this.record.names(node, binding, evaluated, parent, above);
    for (let index = 0; index < evaluated.length; index += 3) {
      const around = evaluated[index + 1] as AnyNode;
      if (around.type === 'MemberExpression' && around.object === evaluated[index]) {
        this.survey.member(around, evaluated[index + 2] as AnyNode);
      }
      this.visit(evaluated[index] as AnyNode, around, evaluated[index + 2]);
    }
  }
}

function beginsStrict(body: readonly AnyNode[]): boolean {
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || typeof statement.directive !== 'string') return false;
    if (statement.directive === 'use strict') return true;
  }
  return false;
}

function isAsm(body: readonly AnyNode[]): boolean {
  const [first] = body;
  return first?.type === 'ExpressionStatement' && first.directive === 'use asm';
}
