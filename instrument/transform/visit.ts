// Which kind of node is handled where. Kinds that are not listed have their children visited.

import type { AnyNode, NewExpression } from 'acorn';
import { visitAssignment } from './assignments.ts';
import { visitChain } from './chains.ts';
import { visitClass } from './classes.ts';
import { visitFunction, visitMethod } from './functions.ts';
import { isLiveImport } from './imports.ts';
import { isExportsStatement } from './lexed.ts';
import { visitCall, visitMember, visitTaggedTemplate } from './members.ts';
import { eachChild, staticName } from './nodes.ts';
import { visitPattern } from './patterns.ts';
import { isSkippedBase } from './skips.ts';
import { visitDeclaration, visitForIn, visitForOf, visitList, visitLoopHead } from './statements.ts';
import { visitBinary, visitUnary, visitUpdate } from './updates.ts';
import { visitIdentifier } from './variables.ts';
import type { Work } from './work.ts';

type Handlers = {
  readonly [Type in AnyNode['type']]?: (work: Work, node: Extract<AnyNode, { type: Type }>) => void;
};

const nothing = () => {};

const HANDLERS: Handlers = {
  Literal: nothing,
  ThisExpression: nothing,
  Super: nothing,
  MetaProperty: nothing,
  EmptyStatement: nothing,
  Identifier: visitIdentifier,
  MemberExpression: visitMember,
  CallExpression: visitCall,
  ChainExpression: visitChain,
  TaggedTemplateExpression: visitTaggedTemplate,
  NewExpression: visitNew,
  AssignmentExpression: (work, node) => visitAssignment(work, node),
  UpdateExpression: visitUpdate,
  UnaryExpression: visitUnary,
  BinaryExpression: visitBinary,
  FunctionDeclaration: (work, node) => visitFunction(work, node),
  FunctionExpression: (work, node) => visitFunction(work, node),
  ArrowFunctionExpression: (work, node) => visitFunction(work, node),
  ClassDeclaration: visitClass,
  ClassExpression: visitClass,
  Property: visitProperty,
  SpreadElement: (work, node) => visitWhole(work, node, node.argument, 'whole', 'a'),
  Program: (work, node) => visitList(work, node.body),
  BlockStatement: (work, node) => visitList(work, node.body),
  VariableDeclaration: visitDeclaration,
  ForInStatement: visitForIn,
  ForOfStatement: visitForOf,
  ExportDefaultDeclaration: (work, node) => work.visitNamed(node.declaration, 'default'),
  ExpressionStatement(work, { expression }) {
    if (expression.type === 'AssignmentExpression') visitAssignment(work, expression, true);
    else if (!isExportsStatement(work, expression)) work.visit(expression);
  },
  SwitchCase(work, node) {
    work.visit(node.test);
    visitList(work, node.consequent);
  },
  ForStatement(work, node) {
    visitLoopHead(work, node.init);
    work.visit(node.test);
    work.visit(node.update);
    work.visit(node.body);
  },
  CatchClause(work, node) {
    if (node.param) visitPattern(work, node.param);
    work.visit(node.body);
  },
  YieldExpression(work, node) {
    if (node.delegate && node.argument) visitWhole(work, node, node.argument, 'iterate', 'f');
    else work.visit(node.argument);
  },
};

export function visitNode(work: Work, node: AnyNode): void {
  const handler = HANDLERS[node.type] as ((work: Work, node: AnyNode) => void) | undefined;
  if (handler === undefined) eachChild(node, (child) => work.visit(child));
  else handler(work, node);
}

function visitWhole(
  work: Work,
  node: AnyNode,
  source: AnyNode,
  op: 'whole' | 'iterate',
  helper: string,
): void {
  if (isSkippedBase(work, source)) {
    work.visit(source);
    return;
  }
  const id = work.site(op, null, source.start, node);
  work.wrap(source, work.call(helper), () => `,${id})`);
}

function visitProperty(work: Work, node: Extract<AnyNode, { type: 'Property' }>): void {
  if (node.computed) work.visit(node.key);
  const name = staticName(node.key, node.computed) ?? '';
  if (node.method || node.kind !== 'init') {
    visitMethod(work, node.value, name);
  } else if (!node.shorthand) {
    work.visitNamed(node.value, name);
  } else if (work.bindings.watchedBy(node.value) !== undefined || isLiveImport(work, node.value)) {
    // A shorthand never sets the prototype, a key of that name would.
    work.edits.open(node.start, name === '__proto__' ? '["__proto__"]:' : `${name}:`);
    work.visit(node.value);
  }
}

/** A callee with a call in it must stand in parentheses. */
function visitNew(work: Work, node: NewExpression): void {
  const open = work.edits.open(node.callee.start, '');
  const mark = work.edits.count;
  work.visit(node.callee);
  if (work.edits.count > mark) {
    open.text = '(';
    work.edits.close(node.callee.end, ')');
  }
  for (const argument of node.arguments) work.visit(argument);
}
