// Which expressions surely give no object: by their form, and for variables by everything that is ever assigned.

import type { AnyNode, Expression } from 'acorn';
import { isOutOfSight } from './bindings.ts';
import { mayBeObject, staticKey } from './nodes.ts';
import type { Reference, Variable } from './scopes/model.ts';
import type { Work } from './work.ts';

/** Variables looked at for one question: what depends on more of them counts as unknown. */
const MOST_VARIABLES = 16;

const PRIMITIVE_METHODS = new Set(
  (
    'charAt charCodeAt codePointAt indexOf lastIndexOf localeCompare startsWith endsWith toLowerCase toUpperCase ' +
    'toFixed toPrecision toString hasOwnProperty isPrototypeOf getTime'
  ).split(' '),
);

/** Global objects all of whose functions give primitives. */
const PRIMITIVE_LIBRARIES = new Set(['Math', 'Number', 'String']);

/** True when the value is surely a primitive, a function or a class. */
export function isPrimitive(work: Work, node: AnyNode): boolean {
  return holds(work, node as Expression, new Set());
}

/** `variables` are taken for primitive: they are being looked at. */
function holds(work: Work, node: Expression, variables: Set<Variable>): boolean {
  if (!mayBeObject(node)) return true;
  switch (node.type) {
    case 'Identifier': {
      const variable = work.bindings.variableOf(node);
      return variable !== undefined && isPrimitiveVariable(work, variable, variables);
    }
    case 'MemberExpression':
      return staticKey(node) === 'length';
    case 'CallExpression':
      return givesPrimitive(work, node.callee as AnyNode);
    case 'AssignmentExpression':
      if (/^(?:\|\||\?\?)=$/.test(node.operator) && !holds(work, node.left as Expression, variables))
        return false;
      return holds(work, node.right, variables);
    case 'LogicalExpression':
      return holds(work, node.left, variables) && holds(work, node.right, variables);
    case 'ConditionalExpression':
      return holds(work, node.consequent, variables) && holds(work, node.alternate, variables);
    case 'SequenceExpression':
      return holds(work, node.expressions.at(-1) as Expression, variables);
    default:
      return false;
  }
}

function givesPrimitive(work: Work, callee: AnyNode): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed) return false;
  const { object } = callee;
  const key = staticKey(callee) ?? '';
  if (PRIMITIVE_METHODS.has(key)) return true;
  return (
    object.type === 'Identifier' && work.bindings.isGlobal(object) && PRIMITIVE_LIBRARIES.has(object.name)
  );
}

function isPrimitiveVariable(work: Work, variable: Variable, variables: Set<Variable>): boolean {
  if (variables.has(variable)) return true;
  const known = work.primitives.get(variable);
  if (known !== undefined) return known;
  if (variables.size >= MOST_VARIABLES) return false;
  variables.add(variable);
  const found =
    variable.defs.every(({ type }) => type === 'Variable') &&
    !isOutOfSight(variable) &&
    variable.references.every((reference) => !reference.isWrite() || puts(work, reference, variables));
  // What is found true rests on variables that are still being looked at.
  if (!found || variables.values().next().value === variable) work.primitives.set(variable, found);
  return found;
}

function puts(work: Work, reference: Reference, variables: Set<Variable>): boolean {
  const value = reference.writeExpr;
  // `n++` and `for (n of list)`.
  if (value === undefined) return reference.isRead();
  if (reference.partial) return false;
  if (reference.isRead()) {
    const { end } = reference.identifier;
    const operator = /^\s*(\S*?)=/.exec(work.code.slice(end, value.start))?.[1];
    if (operator !== undefined && /^(?:[-+*/%&|^]|\*\*|<<|>>>?)$/.test(operator)) return true;
  }
  return holds(work, value as Expression, variables);
}
