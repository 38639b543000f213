// The kinds of nodes that are met less often while scopes are found: classes, loops, imports and the like.

import type { AnyNode, Identifier, PropertyDefinition } from 'acorn';
import { type ClassNode, eachChild } from '../nodes.ts';
import type { Finder } from './find.ts';
import { type Definition, READ, WRITE } from './model.ts';
import { looped, written } from './record.ts';

type Loop = Extract<AnyNode, { type: 'ForInStatement' | 'ForOfStatement' }>;

export function rarer(finder: Finder, node: AnyNode, parent: AnyNode): void {
  const { record } = finder;
  switch (node.type) {
    case 'UpdateExpression':
      if (node.argument.type === 'Identifier') {
        record.refer(node.argument, READ | WRITE, false, node, parent);
      } else {
        finder.visit(node.argument, node, parent);
      }
      return;
    case 'ClassDeclaration':
    case 'ClassExpression':
      classNode(finder, node, parent);
      return;
    case 'MethodDefinition':
      if (node.computed) finder.visit(node.key, node, parent);
      finder.visit(node.value, node, parent);
      return;
    case 'PropertyDefinition':
      field(finder, node, parent);
      return;
    case 'StaticBlock':
      withReceiver(finder, node, () =>
        finder.inside('class-static-block', node, () => finder.list(node.body, node, parent)),
      );
      return;
    case 'CatchClause':
      finder.inside('catch', node, () => caught(finder, node, parent));
      return;
    case 'ForStatement':
      looping(finder, node, node.init, () => children(finder, node, parent));
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      looping(finder, node, node.left, () => loop(finder, node, parent));
      return;
    case 'SwitchStatement':
      finder.visit(node.discriminant, node, parent);
      finder.inside('switch', node, () => finder.list(node.cases, node, parent));
      return;
    case 'WithStatement':
      finder.survey.left.add(finder.survey.owner);
      finder.visit(node.object, node, parent);
      finder.inside('with', node, () => finder.visit(node.body, node, parent));
      return;
    case 'ImportDeclaration':
      for (const specifier of node.specifiers) {
        const { local } = specifier;
        record.define(record.scope, { type: 'ImportBinding', name: local, node: specifier, parent: node });
      }
      return;
    case 'ExportNamedDeclaration':
      if (node.source) return;
      if (node.declaration) finder.visit(node.declaration, node, parent);
      for (const { local } of node.specifiers) {
        if (local.type === 'Identifier') record.refer(local, READ, false, node, parent);
      }
      return;
    default:
      children(finder, node, parent);
  }
}

function children(finder: Finder, node: AnyNode, parent: AnyNode): void {
  eachChild(node, (child) => finder.visit(child, node, parent));
}

function withReceiver({ survey }: Finder, receiver: AnyNode, walk: () => void): void {
  const outer = survey.receiver;
  survey.receiver = receiver;
  walk();
  survey.receiver = outer;
}

function classNode(finder: Finder, node: ClassNode, parent: AnyNode): void {
  const { record } = finder;
  const { id } = node;
  const named: Definition | undefined = id ? { type: 'ClassName', name: id, node, parent: null } : undefined;
  if (named !== undefined && node.type === 'ClassDeclaration') record.define(record.scope, named);
  finder.inside('class', node, () => {
    if (named !== undefined) record.define(record.scope, named);
    if (node.superClass) finder.visit(node.superClass, node, parent);
    finder.list(node.body.body, node.body, node);
  });
}

function field(finder: Finder, node: PropertyDefinition, parent: AnyNode): void {
  withReceiver(finder, node, () => {
    if (node.computed) finder.visit(node.key, node, parent);
    const { value } = node;
    if (value) finder.inside('class-field-initializer', value, () => finder.visit(value, node, parent));
  });
}

function caught(finder: Finder, node: Extract<AnyNode, { type: 'CatchClause' }>, parent: AnyNode): void {
  const target = finder.record.scope;
  const define = (name: Identifier): Definition => ({ type: 'CatchClause', name, node, parent: null });
  if (node.param) {
    finder.pattern(
      node.param,
      { target, define, defaults: true, value: undefined, init: true },
      node,
      parent,
    );
  }
  finder.visit(node.body, node, parent);
}

/** What a loop declares by `let` or `const` has a scope of its own. */
function looping(finder: Finder, node: AnyNode, head: AnyNode | null | undefined, walk: () => void): void {
  if (head?.type === 'VariableDeclaration' && head.kind !== 'var') finder.inside('for', node, walk);
  else walk();
}

function loop(finder: Finder, node: Loop, parent: AnyNode): void {
  const { left, right } = node;
  if (left.type === 'VariableDeclaration') {
    finder.declaration(left);
    const [declarator] = left.declarations;
    if (declarator !== undefined) {
      finder.record.names(declarator.id, looped(right), undefined, declarator, left);
    }
  } else {
    finder.pattern(left, written(right), node, parent);
  }
  finder.visit(right, node, parent);
  finder.visit(node.body, node, parent);
}
