// Parameters that move into the body: patterns, whose reads are recorded there, and variables that default values
// close over. All text stays where it is: `({a},b=1)=>` is `($p,$q=void 0)=>{let {a}=$rwz($p,s),{0:b=1}={0:$q};`.

import type { Pattern } from 'acorn';
import { type FunctionNode, isFunction } from './nodes.ts';
import { isPattern, partsOf, visitPattern } from './patterns.ts';
import type { Scope } from './scopes/model.ts';
import type { Frame } from './temps.ts';
import { findToken, skipTrivia } from './tokens.ts';
import type { Work } from './work.ts';

/** Whether nobody can tell that the parameters are variables of the body. */
export function canMove(scope: Scope): boolean {
  const node = scope.block;
  if (scope.type !== 'function' || !isFunction(node) || node.generator || scope.dynamic) return false;
  // With plain parameters `arguments` would follow them.
  if ((scope.set.get('arguments')?.references.length ?? 0) > 0) return false;
  const first = node.body.type === 'BlockStatement' ? node.body.body[0] : undefined;
  if (first?.type === 'ExpressionStatement' && first.directive !== undefined) return false;
  const declared = new Set<string>();
  for (const { name, defs } of scope.variables) {
    const isParameter = defs.some(({ type }) => type === 'Parameter');
    if (isParameter && (defs.length > 1 || name === 'let')) return false;
    if (!isParameter) declared.add(name);
  }
  return !outerNames(scope, node.body.start).some((name) => declared.has(name));
}

/** What the parameters refer to outside of functions of their own. */
function outerNames(scope: Scope, body: number): string[] {
  const inner = scope.childScopes.filter(({ block }) => block.start < body);
  const references = [...scope.references, ...inner.flatMap(({ through }) => through)];
  return references.flatMap(({ identifier }) => (identifier.start < body ? [identifier.name] : []));
}

/** Index of the first parameter that moves, or the number of parameters. */
export function firstMoved(work: Work, node: FunctionNode): number {
  const { bindings } = work;
  if (bindings.moving.has(node)) return 0;
  const first = node.params.findIndex((parameter) => isPattern(targetOf(parameter)));
  return first >= 0 && bindings.mayMove(node) ? first : node.params.length;
}

/**
 * Visits the parameters that move and opens the body in front of them. What is returned puts the declarations of the
 * body there, once they are known, and what follows the parameters.
 */
export function moveParameters(work: Work, node: FunctionNode, first: number, frame: Frame): () => void {
  const { edits } = work;
  const moved = node.params.slice(first);
  const names = moved.map(() => work.names.token());
  const opening = edits.open((moved[0] as Pattern).start, '');
  frame.open = true;
  moved.forEach((parameter, index) => {
    moveParameter(work, parameter, names[index] as string);
  });
  return () => {
    const list = moved.map((parameter, index) => plain(parameter, names[index] as string)).join();
    const arrow = node.type === 'ArrowFunctionExpression' ? '=>' : '';
    opening.text = `${list})${arrow}{${frame.declarations()}let `;
    closeParameters(work, node, frame.marks.join(''));
  };
}

/** A default value ends the length of a function. */
function plain(parameter: Pattern, name: string): string {
  if (parameter.type === 'RestElement') return `...${name}`;
  return parameter.type === 'AssignmentPattern' ? `${name}=void 0` : name;
}

function moveParameter(work: Work, parameter: Pattern, name: string): void {
  const { edits } = work;
  if (parameter.type === 'RestElement') {
    edits.replace(parameter.start, parameter.start + 3, '');
    visitPattern(work, parameter.argument);
    edits.close(parameter.end, `=${name}`);
    return;
  }
  const target = targetOf(parameter);
  const hasDefault = parameter.type === 'AssignmentPattern';
  if (hasDefault) edits.open(parameter.start, '{0:');
  const rest = isPattern(target) ? partsOf(work, target) : undefined;
  visitPattern(work, parameter);
  const value = rest === undefined ? name : `${work.call('z')}${name}${rest}`;
  edits.close(parameter.end, hasDefault ? `}={0:${value}}` : `=${value}`);
}

/** Between the parameters and the body that has begun before them, only comments stay. */
function closeParameters(work: Work, node: FunctionNode, marks: string): void {
  const { code, edits } = work;
  let at = skipTrivia(code, (node.params.at(-1) as Pattern).end);
  const drop = (token: string, text = '') => {
    at = findToken(code, at, token);
    edits.replace(at, at + token.length, text);
    at += token.length;
  };
  if (code.charAt(at) === ',') drop(',');
  drop(')');
  if (node.body.type === 'BlockStatement') {
    if (node.type === 'ArrowFunctionExpression') drop('=>');
    drop('{', `;${marks}`);
  } else {
    drop('=>', `;${marks}return(`);
    edits.close(node.end, ')}');
  }
}

function targetOf(parameter: Pattern): Pattern {
  return parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
}
