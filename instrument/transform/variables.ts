// Variables that several activations share: reads, writes and updates through the token of their binding; and what
// becomes a root.

import type { AssignmentExpression, Identifier, UpdateExpression, VariableDeclarator } from 'acorn';
import type { Watched } from './bindings.ts';
import { isBuiltinRequire } from './bindings.ts';
import { isLiveImport, visitImported } from './imports.ts';
import { quoted } from './names.ts';
import { isAnonymous, mayBeObject } from './nodes.ts';
import { findToken } from './tokens.ts';
import type { Work } from './work.ts';

/** `$rwx(x,$tok,s)`. */
export function visitIdentifier(work: Work, node: Identifier): void {
  const watched = work.bindings.watchedBy(node);
  if (watched === undefined) {
    if (isLiveImport(work, node)) visitImported(work, node);
    return;
  }
  work.edits.open(node.start, work.call('x'));
  work.edits.close(node.end, `,${watched.token},${work.site('variable-read', node.name, node.start, node)})`);
}

export function assignVariable(
  work: Work,
  node: AssignmentExpression,
  left: Identifier,
  unused: boolean,
): void {
  const watched = work.bindings.watchedBy(left);
  if (watched === undefined) {
    work.visitNamed(node.right, left.name);
    return;
  }
  const logical = /^(\|\||&&|\?\?)=$/.exec(node.operator)?.[1];
  if (logical !== undefined) assignLogically(work, node, left, watched, logical);
  else if (node.operator === '=' && isAnonymous(node.right))
    assignFunction(work, node, left, watched, unused);
  else assignValue(work, node, left, watched);
}

/** A function takes its name from the variable, so nothing stands between them. */
function assignFunction(
  work: Work,
  node: AssignmentExpression,
  left: Identifier,
  watched: Watched,
  unused: boolean,
): void {
  const id = work.site('variable-write', left.name, left.start, node);
  work.edits.open(node.start, `${unused ? '' : '('}${work.call('lp')}${watched.token},${id}),`);
  work.visitNamed(node.right, left.name);
  if (!unused) work.edits.close(node.end, ')');
}

function assignValue(work: Work, node: AssignmentExpression, left: Identifier, watched: Watched): void {
  const at = findToken(work.code, left.end, node.operator);
  const write = work.call('l');
  const compound = node.operator !== '=';
  if (compound) {
    const read = `${work.call('x')}${left.name},${watched.token},${work.site('variable-read', left.name, left.start, left)})`;
    const operator = node.operator.slice(0, -1);
    work.edits.replace(at, at + node.operator.length, `=${write}${read}${operator}(`);
  } else {
    work.edits.open(at + 1, write);
  }
  work.visitNamed(node.right, left.name);
  const id = work.site('variable-write', left.name, left.start, node);
  work.edits.close(node.end, `${compound ? ')' : ''},${before(watched)},${watched.token},${id})`);
}

/** What the variable holds before it is assigned; one that nobody declares may be missing. */
function before({ name, implicit }: Watched): string {
  return implicit ? `typeof ${name}==="undefined"?void 0:${name}` : name;
}

/** `($rwx(x,$tok,s1)||(x=$rwl(V,x,$tok,s2)))`. */
function assignLogically(
  work: Work,
  node: AssignmentExpression,
  left: Identifier,
  watched: Watched,
  operator: string,
): void {
  const { edits } = work;
  const { name } = left;
  const at = findToken(work.code, left.end, node.operator);
  edits.open(node.start, '(');
  edits.open(left.start, work.call('x'));
  const read = work.site('variable-read', name, left.start, left);
  edits.close(left.end, `,${watched.token},${read})`);
  const named = isAnonymous(node.right);
  const id = work.site('variable-write', name, left.start, node);
  const opening = named ? `${work.call('lp')}${watched.token},${id}),${name}=` : `${name}=${work.call('l')}`;
  edits.replace(at, at + node.operator.length, `${operator}(${opening}`);
  work.visitNamed(node.right, name);
  edits.close(node.end, named ? '))' : `,${before(watched)},${watched.token},${id})))`);
}

/** `($rwlu(x,$tok,s,1),x++)`. */
export function updateVariable(work: Work, node: UpdateExpression, argument: Identifier): void {
  const watched = work.bindings.watchedBy(argument);
  if (watched === undefined) return;
  const id = work.site('variable-update', argument.name, argument.start, node);
  const amount = node.operator === '++' ? 1 : -1;
  work.edits.open(node.start, `(${work.call('lu')}${argument.name},${watched.token},${id},${amount}),`);
  work.edits.close(node.end, ')');
}

/** `$rwn(s)` with its declaration, for the start of a body or beside the variable's own. */
export function tokenDeclaration(
  work: Work,
  watched: Watched,
  keyword: string,
  exported?: readonly string[],
): string {
  const { definition, name, token } = watched;
  const isExported = exported !== undefined && exported.length > 0;
  // A reference that stands for an undeclared variable has a row of its own.
  const node = watched.implicit ? undefined : definition;
  const more = isExported ? { exported } : undefined;
  const id = work.site('variable', name, definition?.start ?? 0, node, more);
  if (!isExported) return `${keyword} ${token}=${work.call('n')}${id});`;
  return `${keyword} ${token}=${work.call('ne')}${id},${exported.map((as) => quoted(as)).join()});`;
}

/** The initial value of a variable; one that may be shared becomes a root. */
export function visitInitialiser(work: Work, declarator: VariableDeclarator, name: Identifier): void {
  const { init } = declarator;
  if (!init) return;
  const root = work.bindings.isRoot(name) && mayBeObject(init) && !isBuiltinRequire(work.bindings, init);
  if (!root) {
    work.visitNamed(init, name.name);
    return;
  }
  const id = work.site('root', name.name, name.start, declarator);
  work.wrap(init, work.call('r'), () => `,${quoted(name.name)},${id})`);
}
