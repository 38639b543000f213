// How V8 shows an expression in an error (its CallPrinter): operators in parentheses, arguments as dots, and a set
// phrase for what it does not show. What is not listed here is not quoted.

import type { AnyNode, Literal, MemberExpression } from 'acorn';

const UNSHOWN = '(intermediate value)';

/** The text; undefined where V8's own is not known. */
export function quoted(node: AnyNode): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'Literal':
      return literal(node);
    case 'MemberExpression':
      return member(node);
    case 'ChainExpression':
      return quoted(node.expression);
    case 'CallExpression':
      return around(node.callee as AnyNode, '', '(...)');
    case 'Super':
    case 'NewExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'AwaitExpression':
      return UNSHOWN;
    case 'UnaryExpression':
      return around(
        node.argument,
        node.operator.length > 1 ? `(${node.operator} ` : `(${node.operator}`,
        ')',
      );
    case 'BinaryExpression':
    case 'LogicalExpression':
      return both(node.left as AnyNode, ` ${node.operator} `, node.right);
    case 'SequenceExpression': {
      const parts = node.expressions.map((part) => quoted(part));
      return parts.includes(undefined) ? undefined : `(${parts.join(' , ')})`;
    }
    default:
      return undefined;
  }
}

/** What is said of an expression. */
export function ending(node: AnyNode, words: string): string | undefined {
  const text = quoted(node);
  return text === undefined ? undefined : `${text} ${words}`;
}

function around(node: AnyNode, before: string, after: string): string | undefined {
  const text = quoted(node);
  return text === undefined ? undefined : before + text + after;
}

function both(left: AnyNode, between: string, right: AnyNode): string | undefined {
  const second = quoted(right);
  return second === undefined ? undefined : around(left, '(', `${between}${second})`);
}

function literal({ value }: Literal): string | undefined {
  if (typeof value === 'string') return `"${value}"`;
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? String(value)
    : undefined;
}

function member(node: MemberExpression): string | undefined {
  const { property, optional } = node;
  // A chain in parentheses.
  const object = node.object.type === 'ChainExpression' ? ({ type: 'Super' } as AnyNode) : node.object;
  if (property.type === 'PrivateIdentifier') return undefined;
  if (!node.computed)
    return property.type === 'Identifier'
      ? around(object, '', `${optional ? '?' : ''}.${property.name}`)
      : undefined;
  if (property.type === 'Literal' && typeof property.value === 'string')
    return around(object, '', `${optional ? '?' : ''}.${property.value}`);
  const key = quoted(property);
  return key === undefined ? undefined : around(object, '', `${optional ? '?.' : ''}[${key}]`);
}
