// Small questions about syntax nodes, and the children of each kind in source order.

import type { AnyNode, Expression, MemberExpression } from 'acorn';

export type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;
export type ClassNode = Extract<AnyNode, { type: 'ClassDeclaration' | 'ClassExpression' }>;

/** Kinds that are not listed have none that matter: labels, import lists and the like. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Program: ['body'],
  ExpressionStatement: ['expression'],
  BlockStatement: ['body'],
  WithStatement: ['object', 'body'],
  ReturnStatement: ['argument'],
  LabeledStatement: ['body'],
  IfStatement: ['test', 'consequent', 'alternate'],
  SwitchStatement: ['discriminant', 'cases'],
  SwitchCase: ['test', 'consequent'],
  ThrowStatement: ['argument'],
  TryStatement: ['block', 'handler', 'finalizer'],
  CatchClause: ['param', 'body'],
  WhileStatement: ['test', 'body'],
  DoWhileStatement: ['body', 'test'],
  ForStatement: ['init', 'test', 'update', 'body'],
  ForInStatement: ['left', 'right', 'body'],
  ForOfStatement: ['left', 'right', 'body'],
  FunctionDeclaration: ['params', 'body'],
  VariableDeclaration: ['declarations'],
  VariableDeclarator: ['id', 'init'],
  ArrayExpression: ['elements'],
  ObjectExpression: ['properties'],
  Property: ['key', 'value'],
  FunctionExpression: ['params', 'body'],
  UnaryExpression: ['argument'],
  UpdateExpression: ['argument'],
  BinaryExpression: ['left', 'right'],
  AssignmentExpression: ['left', 'right'],
  LogicalExpression: ['left', 'right'],
  MemberExpression: ['object', 'property'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  CallExpression: ['callee', 'arguments'],
  NewExpression: ['callee', 'arguments'],
  SequenceExpression: ['expressions'],
  ArrowFunctionExpression: ['params', 'body'],
  YieldExpression: ['argument'],
  AwaitExpression: ['argument'],
  TemplateLiteral: ['expressions'],
  TaggedTemplateExpression: ['tag', 'quasi'],
  ClassDeclaration: ['superClass', 'body'],
  ClassExpression: ['superClass', 'body'],
  ClassBody: ['body'],
  MethodDefinition: ['key', 'value'],
  PropertyDefinition: ['key', 'value'],
  StaticBlock: ['body'],
  ObjectPattern: ['properties'],
  ArrayPattern: ['elements'],
  RestElement: ['argument'],
  AssignmentPattern: ['left', 'right'],
  SpreadElement: ['argument'],
  ChainExpression: ['expression'],
  ImportExpression: ['source', 'options'],
  ExportNamedDeclaration: ['declaration'],
  ExportDefaultDeclaration: ['declaration'],
  ParenthesizedExpression: ['expression'],
};

export function eachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  const keys = CHILDREN[node.type];
  if (keys === undefined) return;
  const fields = node as unknown as Record<string, AnyNode | readonly (AnyNode | null)[] | null | undefined>;
  for (const key of keys) {
    const value = fields[key];
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) {
      for (const child of value as readonly (AnyNode | null)[]) if (child !== null) visit(child);
    } else {
      visit(value as AnyNode);
    }
  }
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionDeclaration'
  );
}

/** Functions and classes that take the name of what they are given to. */
export function isAnonymous(node: AnyNode): boolean {
  if (node.type === 'ArrowFunctionExpression') return true;
  return (node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id;
}

/** The key a member expression names in the text; undefined where only running tells. */
export function staticKey(node: MemberExpression): string | undefined {
  return staticName(node.property, node.computed);
}

export function staticName(key: AnyNode, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier' && !computed) return key.name;
  if (key.type === 'Literal' && !('regex' in key && key.regex)) return String(key.value);
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0) {
    return key.quasis[0]?.value.cooked ?? undefined;
  }
  return undefined;
}

const PRIMITIVE_CALLS = new Set([
  'Symbol',
  'Number',
  'String',
  'Boolean',
  'BigInt',
  'parseInt',
  'parseFloat',
]);

/** False when the value is surely no object that the program could share: a primitive, a function or class. */
export function mayBeObject(node: Expression): boolean {
  switch (node.type) {
    case 'Literal':
      return 'regex' in node && Boolean(node.regex);
    case 'TemplateLiteral':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'BinaryExpression':
    case 'ImportExpression':
    case 'MetaProperty':
      return false;
    case 'AwaitExpression':
      return node.argument.type !== 'ImportExpression';
    case 'AssignmentExpression':
      // `a ||= 1` and `a ??= 1` may give what is there.
      return (
        /^(?:\|\||\?\?)=$/.test(node.operator) ||
        (/^(?:&&)?=$/.test(node.operator) && mayBeObject(node.right))
      );
    case 'LogicalExpression':
      return mayBeObject(node.left) || mayBeObject(node.right);
    case 'ConditionalExpression':
      return mayBeObject(node.consequent) || mayBeObject(node.alternate);
    case 'SequenceExpression':
      return mayBeObject(node.expressions.at(-1) as Expression);
    case 'CallExpression':
      return !(node.callee.type === 'Identifier' && PRIMITIVE_CALLS.has(node.callee.name));
    case 'Identifier':
      return node.name !== 'undefined' && node.name !== 'NaN' && node.name !== 'Infinity';
    default:
      return true;
  }
}
