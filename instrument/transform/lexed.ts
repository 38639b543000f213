// What Node reads out of the text of a CommonJS module to know its export names: such places keep their text.
// Source: cjs-module-lexer, which knows `module.exports={a,b}`, `exports.a=`, getters of `defineProperty` and loops
// that export again.

import type { AnyNode, AssignmentExpression, ObjectExpression } from 'acorn';
import type { Work } from './work.ts';

/** `module.exports`, at any depth. */
export function isModuleExports(work: Work, node: AnyNode): boolean {
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    node.property.type === 'Identifier' &&
    node.property.name === 'exports' &&
    work.bindings.isGlobal(node.object, 'module')
  );
}

/** `module.exports={a,b,...require('./c')}`: shorthands and the modules that are spread stay. */
export function visitExportsLiteral(work: Work, node: ObjectExpression): void {
  for (const property of node.properties) {
    const kept = property.type === 'SpreadElement' ? isRequire(work, property.argument) : property.shorthand;
    if (!kept) work.visit(property);
  }
}

export function isExportsLiteral(work: Work, node: AssignmentExpression): boolean {
  return (
    work.format === 'commonjs' &&
    node.operator === '=' &&
    node.right.type === 'ObjectExpression' &&
    (isModuleExports(work, node.left) || work.bindings.isGlobal(node.left, 'exports'))
  );
}

/** `module.exports=require('./a').b` */
export function isExportedRequire(work: Work, node: AssignmentExpression): boolean {
  if (work.format !== 'commonjs' || node.operator !== '=' || !isModuleExports(work, node.left)) return false;
  let base: AnyNode = node.right;
  while (base.type === 'MemberExpression' || (base.type === 'CallExpression' && !isRequire(work, base))) {
    base = (base.type === 'MemberExpression' ? base.object : base.callee) as AnyNode;
  }
  return isRequire(work, base);
}

/** `Object.defineProperty(exports,…)` and `Object.keys(x).forEach(function…)` over exports, as statements. */
export function isExportsStatement(work: Work, node: AnyNode): boolean {
  if (work.format !== 'commonjs' || node.type !== 'CallExpression') return false;
  const { callee } = node;
  const first = node.arguments[0];
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || first === undefined)
    return false;
  if (callee.property.name === 'defineProperty') {
    return work.bindings.isGlobal(first, 'exports') || isModuleExports(work, first);
  }
  return (
    callee.property.name === 'forEach' &&
    callee.object.type === 'CallExpression' &&
    first.type === 'FunctionExpression' &&
    /\bexports\b/.test(work.code.slice(first.start, first.end))
  );
}

function isRequire(work: Work, node: AnyNode): boolean {
  return node.type === 'CallExpression' && work.bindings.isGlobal(node.callee, 'require');
}
