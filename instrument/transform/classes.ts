// Classes: private names, and the place where an instance is first seen.

import type { AnyNode, PropertyDefinition, StaticBlock } from 'acorn';
import { visitMethod } from './functions.ts';
import { type ClassNode, isAnonymous, staticName } from './nodes.ts';
import { visitList } from './statements.ts';
import { Frame } from './temps.ts';
import { findToken } from './tokens.ts';
import { tokenDeclaration } from './variables.ts';
import type { Work } from './work.ts';

export function visitClass(work: Work, node: ClassNode): void {
  const name = node.id?.name ?? (work.hint === '' ? null : work.hint);
  work.hint = '';
  work.visit(node.superClass);
  work.classes.push({ node, name, privates: privateNames(node) });
  const birth = birthField(node);
  for (const element of node.body.body) {
    if (element.type === 'StaticBlock') {
      visitStaticBlock(work, element);
      continue;
    }
    if (element.computed) work.visit(element.key);
    const key = staticName(element.key, element.computed) ?? '';
    if (element.type === 'PropertyDefinition') visitField(work, element, key, element === birth);
    else if (element.kind !== 'constructor') visitMethod(work, element.value, key);
    else visitMethod(work, element.value, name ?? '', node.superClass ? 'method' : 'base-constructor');
  }
  work.classes.pop();
}

function privateNames(node: ClassNode): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const element of node.body.body) {
    if (element.type === 'StaticBlock' || element.key.type !== 'PrivateIdentifier') continue;
    names.set(element.key.name, element.type === 'PropertyDefinition');
  }
  return names;
}

/** Without a constructor, the first field whose value takes no name from it. */
function birthField(node: ClassNode): AnyNode | undefined {
  const elements = node.body.body;
  if (elements.some((element) => element.type === 'MethodDefinition' && element.kind === 'constructor')) {
    return undefined;
  }
  return elements.find(
    (element) =>
      element.type === 'PropertyDefinition' &&
      !element.static &&
      (!element.value || !isAnonymous(element.value)),
  );
}

/** The initialiser is a body of its own without a place for declarations. */
function visitField(work: Work, node: PropertyDefinition, key: string, birth: boolean): void {
  const mark = work.edits.count;
  work.within(new Frame(work.frame.fn, work.names), () => {
    if (birth) visitBirthField(work, node);
    else if (node.value) work.visitNamed(node.value, key);
  });
  // A changed value could go on with what begins the next element.
  const open = work.code.charAt(node.end - 1) !== ';';
  if (open && work.edits.count > mark) work.edits.close(node.end, ';');
}

function visitBirthField(work: Work, node: PropertyDefinition): void {
  const id = work.site('birth', work.classes.at(-1)?.name ?? null, node.start, node);
  const call = `${work.call('t')}this,${id})`;
  if (node.value) {
    work.wrap(node.value, `(${call},`, () => ')');
    return;
  }
  const end = work.code.charAt(node.end - 1) === ';' ? node.end - 1 : node.end;
  work.edits.close(end, `=void ${call}`);
}

function visitStaticBlock(work: Work, node: StaticBlock): void {
  const frame = new Frame(work.frame.fn, work.names);
  frame.open = true;
  work.within(frame, () => {
    for (const watched of work.bindings.watchedAt.get(node) ?? []) {
      frame.head.push(tokenDeclaration(work, watched, 'let'));
    }
    visitList(work, node.body);
    work.edits.head(findToken(work.code, node.start, '{') + 1, frame.declarations());
  });
}
