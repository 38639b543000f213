// Which variable a reference means, once all are declared.

import type { AnyNode } from 'acorn';
import type { Reference, Scope, Variable } from './model.ts';

export function resolve(references: readonly Reference[]): void {
  for (let index = 0; index < references.length; index++) {
    const reference = references[index] as Reference;
    const variable = variableOf(reference);
    if (variable === undefined) continue;
    reference.resolved = variable;
    variable.references.push(reference);
  }
}

/** Undefined where a direct `eval` may put another variable between the two. */
function variableOf(reference: Reference): Variable | undefined {
  const { name } = reference.identifier;
  for (let scope: Scope | null = reference.from; scope !== null; scope = scope.upper) {
    if (scope.dynamic && scope.type !== 'global') {
      if (scope.type === 'with') continue;
      return undefined;
    }
    const variable = scope.find(name);
    if (variable !== undefined && isSeen(variable, scope, reference.identifier)) return variable;
  }
  return undefined;
}

/** Parameters do not see the variables of the body. */
function isSeen({ defs }: Variable, { type, block }: Scope, { start }: AnyNode): boolean {
  if (type !== 'function' || block.type === 'Program' || defs.length === 0) return true;
  const { body } = block as { readonly body?: AnyNode };
  if (body === undefined || start >= body.start) return true;
  return defs.some(({ name }) => name.start < body.start);
}
