// Names that are bound without an initial value of their own, such as parameters, and whose members an inner function
// uses: what they hold may be shared, so it becomes a root where they are bound.

import type { AnyNode } from 'acorn';
import { quoted } from './names.ts';
import type { Reference, Scope, Variable } from './scopes/model.ts';
import { isSkippedBase } from './skips.ts';
import type { Work } from './work.ts';

/** Whether the variable is bound by a parameter or by a pattern of a declaration. */
export function isHolder(variable: Variable, scope: Scope): boolean {
  const [definition, ...others] = variable.defs;
  if (definition === undefined || others.length > 0) return false;
  if (definition.type === 'Parameter') return scope.type === 'function';
  return definition.type === 'Variable' && definition.node.id.type !== 'Identifier';
}

/** The names by the function or declaration that binds them. */
export function findHolders(
  candidates: ReadonlyMap<Variable, readonly Reference[]>,
): Map<AnyNode, AnyNode[]> {
  const holders = new Map<AnyNode, AnyNode[]>();
  for (const [variable, uses] of candidates) {
    const [definition] = variable.defs;
    if (definition === undefined) continue;
    if (!uses.some(looksInside)) continue;
    const place = (definition.type === 'Parameter' ? definition.node : definition.parent) as AnyNode;
    const name = definition.name as AnyNode;
    const there = holders.get(place);
    if (there === undefined) holders.set(place, [name]);
    else there.push(name);
  }
  return holders;
}

function looksInside({ identifier, parent }: Reference): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === identifier;
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.right === identifier;
    case 'SpreadElement':
      return true;
    case 'VariableDeclarator':
      return parent.init === identifier && parent.id.type !== 'Identifier';
    default:
      return false;
  }
}

/** `$rwr(cache,"cache",s);` for every name the node binds. */
export function marksOf(work: Work, place: AnyNode): string[] {
  return (work.holders.get(place) ?? []).map((name) => {
    const text = (name as { name?: string }).name as string;
    return `${work.call('r')}${text},${quoted(text)},${work.site('root', text, name.start)});`;
  });
}

/** The same for a statement that declares names by patterns. */
export function marksAfter(work: Work, statement: AnyNode): string[] {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type !== 'VariableDeclaration' || !work.holders.has(declaration)) return [];
  const builtin = declaration.declarations.every(
    ({ id, init }) => id.type === 'Identifier' || (init && isSkippedBase(work, init)),
  );
  return builtin ? [] : marksOf(work, declaration);
}
