// Facts of a snippet, told by the text of its accesses. Every member, pattern, spread and loop gets a row, and so
// does every mention of a variable whose name starts with `_`.

import { type Node, parse } from 'acorn';
import type * as ESTree from 'estree';
import { analyse, type SiteFacts } from '../../instrument/transform/analysis/analyse.ts';
import { findScopes } from '../../instrument/transform/scopes/find.ts';

type Parent = ESTree.Node | undefined;

/** The label of a node that gets a row: its text, with a mark that says what kind it is. */
function labelOf(node: ESTree.Node, parent: Parent, text: (node: ESTree.Node) => string): string | undefined {
  const watched = (at: ESTree.Node) =>
    at.type === 'MemberExpression' || (at.type === 'Identifier' && at.name.startsWith('_'));
  switch (node.type) {
    case 'MemberExpression':
      if (
        parent?.type === 'UpdateExpression' ||
        (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
      )
        return undefined;
      if (parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=')
        return undefined;
      if (parent?.type === 'CallExpression' && parent.callee === node) return `${text(node)}()`;
      return text(node);
    case 'AssignmentExpression':
      return watched(node.left) ? `${text(node.left)} ${node.operator}` : undefined;
    case 'UpdateExpression':
      return watched(node.argument) ? text(node) : undefined;
    case 'UnaryExpression':
      return node.operator === 'delete' ? text(node) : undefined;
    case 'BinaryExpression':
      return node.operator === 'in' ? text(node) : undefined;
    case 'SpreadElement':
      return text(node);
    case 'ForOfStatement':
    case 'ForInStatement':
      return `of ${text(node.right)}`;
    case 'ObjectPattern':
    case 'ArrayPattern':
      return text(node);
    case 'Identifier':
      if (!watched(node) || parent === undefined) return undefined;
      if (parent.type === 'VariableDeclarator' && parent.id === node) return undefined;
      if (parent.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=')
        return undefined;
      return parent.type === 'UpdateExpression' ? undefined : node.name;
    default:
      return undefined;
  }
}

export function factsOf(code: string): Map<string, SiteFacts & { readers: string[]; guarding: string[] }> {
  const parsed = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowAwaitOutsideFunction: true,
  });
  const { scopes } = findScopes(parsed, 'module');
  const program = parsed as unknown as ESTree.Program;
  const rows = new Map<ESTree.Node, number>();
  const labels: string[] = [''];
  const text = (node: ESTree.Node) => {
    const { start, end } = node as Node;
    return code.slice(start, end).replace(/\s+/g, ' ');
  };
  const visit = (node: ESTree.Node, parent: Parent): void => {
    const label = labelOf(node, parent, text);
    if (label !== undefined) {
      const same = labels.filter((other) => other === label || other.startsWith(`${label}@`)).length;
      rows.set(node, labels.push(same === 0 ? label : `${label}@${same + 1}`) - 1);
    }
    for (const child of childrenOf(node)) visit(child, node);
  };
  visit(program, undefined);
  const facts = analyse(program, scopes, rows);
  const names = (list: number[] = []) => list.map((row) => labels[row] as string);
  return new Map(
    [...facts].map(([row, fact]) => [
      labels[row] as string,
      { ...fact, readers: names(fact.reads), guarding: names(fact.guards) },
    ]),
  );
}

function childrenOf(node: ESTree.Node): ESTree.Node[] {
  return Object.values(node)
    .flat()
    .filter((value): value is ESTree.Node => typeof value === 'object' && value !== null && 'type' in value);
}

/** `reads a, b | guards c | closed`. */
export function dependencies(code: string, label: string): string {
  const fact = factsOf(code).get(label);
  if (fact === undefined) return `no row ${label}; there are ${[...factsOf(code).keys()].join(' ; ')}`;
  const { readers, guarding, closed } = fact;
  const parts = [closed ? 'closed' : 'open'];
  if (guarding.length > 0) parts.unshift(`guards ${guarding.join(', ')}`);
  if (readers.length > 0) parts.unshift(`reads ${readers.join(', ')}`);
  return parts.join(' | ');
}
