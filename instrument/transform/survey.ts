// One walk over the tree before anything is changed: which functions must be left alone, which ones construct, and
// where the variables that might hold fresh objects are used.

import type { AnyNode, Identifier, MemberExpression, Program } from 'acorn';
import { eachChild, type FunctionNode, isFunction } from './nodes.ts';

export interface Use {
  readonly parent: AnyNode;
  readonly grandparent: AnyNode | undefined;
}

export interface Survey {
  /** Functions that contain `with` or a direct `eval`, and those in the asm.js dialect. */
  readonly left: ReadonlySet<AnyNode>;
  /** The same at the top of the module. */
  readonly leaveAll: boolean;
  /** Functions that assign to a property of `this`. */
  readonly constructing: ReadonlySet<AnyNode>;
  readonly uses: ReadonlyMap<AnyNode, Use>;
  /** `exports` and `x.exports` inside functions, where a member of it is used but not called. */
  readonly exportsUses: readonly AnyNode[];
}

export function survey(program: Program, wanted: ReadonlySet<AnyNode>): Survey {
  const left = new Set<AnyNode>();
  const constructing = new Set<AnyNode>();
  const uses = new Map<AnyNode, Use>();
  const exportsUses: AnyNode[] = [];
  const above: AnyNode[] = [];
  let owner: AnyNode = program;
  let receiver: AnyNode = program;

  const look = (node: AnyNode): void => {
    if (node.type === 'Identifier') {
      if (wanted.has(node)) uses.set(node, { parent: above.at(-1) as AnyNode, grandparent: above.at(-2) });
      return;
    }
    if (isScopeMagic(node)) left.add(owner);
    if (owner !== program && isExportsMember(node, above.at(-1))) exportsUses.push(node.object);
    if (node.type === 'AssignmentExpression' && isOwnMember(node.left)) constructing.add(receiver);
    const outerOwner = owner;
    const outerReceiver = receiver;
    if (isFunction(node)) {
      owner = node;
      if (node.type !== 'ArrowFunctionExpression') receiver = node;
      if (isAsm(node)) left.add(node);
    } else if (node.type === 'PropertyDefinition' || node.type === 'StaticBlock') {
      receiver = node;
    }
    above.push(node);
    eachChild(node, look);
    above.pop();
    owner = outerOwner;
    receiver = outerReceiver;
  };
  look(program);
  return { left, leaveAll: left.has(program), constructing, uses, exportsUses };
}

function isScopeMagic(node: AnyNode): boolean {
  if (node.type === 'WithStatement') return true;
  return (
    node.type === 'CallExpression' &&
    !node.optional &&
    node.callee.type === 'Identifier' &&
    (node.callee as Identifier).name === 'eval'
  );
}

function isExportsMember(node: AnyNode, parent: AnyNode | undefined): node is MemberExpression {
  if (node.type !== 'MemberExpression') return false;
  if (parent?.type === 'CallExpression' && parent.callee === node) return false;
  const { object } = node;
  const name = object.type === 'MemberExpression' ? object.property : object;
  return name.type === 'Identifier' && name.name === 'exports';
}

function isOwnMember(node: AnyNode): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'ThisExpression';
}

function isAsm(node: FunctionNode): boolean {
  if (node.body.type !== 'BlockStatement') return false;
  const first = node.body.body[0];
  return first?.type === 'ExpressionStatement' && first.directive === 'use asm';
}
