// Reads of members and calls of methods, outside of optional chains.

import type {
  AnyNode,
  CallExpression,
  Identifier,
  MemberExpression,
  Super,
  TaggedTemplateExpression,
} from 'acorn';
import { visitReferenceChain } from './chains.ts';
import { isLiveImport } from './imports.ts';
import { isModuleExports } from './lexed.ts';
import { quoted } from './names.ts';
import { staticKey } from './nodes.ts';
import { isExportsSetup, isSkippedBase } from './skips.ts';
import { findDot } from './tokens.ts';
import type { Work } from './work.ts';

export type Use = 'read' | 'call';

/** How the object of a member comes into the text: visited where it stands, or from a temporary of its chain. */
export interface Base {
  /** Where everything that must stand before the object goes. */
  readonly at: number;
  /** Visits the object, or puts the temporary at the place. */
  readonly put: () => void;
  /** The text of the object if it can be repeated. */
  readonly stable: string | undefined;
  /** The temporary that stands for the object, whose text is elsewhere. */
  readonly temporary?: string;
}

export function isSkippedMember(work: Work, node: MemberExpression): boolean {
  const { object, property } = node;
  if (isModuleExports(work, node)) return true;
  if (isSkippedBase(work, object) || isExportsSetup(work, object)) return true;
  return property.type === 'PrivateIdentifier' && !work.isPrivateField(property.name);
}

export function visitMember(work: Work, node: MemberExpression): void {
  member(work, node, 'read', baseOf(work, node));
}

export function baseOf(work: Work, node: MemberExpression): Base {
  return {
    at: node.start,
    put: () => work.visit(node.object),
    stable: work.repeatable(node.object),
  };
}

export function member(work: Work, node: MemberExpression, use: Use, base: Base): void {
  if (isSkippedMember(work, node)) {
    plainMember(work, node, base);
    return;
  }
  const key = staticKey(node);
  const variable = key === undefined ? keyVariable(work, node, base) : undefined;
  if (node.property.type === 'PrivateIdentifier') {
    if (use === 'call') plainMember(work, node, base);
    else privateRead(work, node, base);
  } else if (key !== undefined) {
    namedMember(work, node, use, base, key, quoted(key));
  } else if (variable !== undefined) {
    namedMember(work, node, use, base, null, variable);
  } else {
    computedMember(work, node, use, base);
  }
}

/** The key of `object[name]` where the name can be read twice: no temporary, and the engine sees what the key is. */
function keyVariable(work: Work, node: MemberExpression, base: Base): string | undefined {
  const { property } = node;
  if (property.type !== 'Identifier' || node.optional || base.temporary !== undefined) return undefined;
  return isLiveImport(work, property) ? undefined : work.stable(property, node);
}

/** @param text of the key */
function namedMember(
  work: Work,
  node: MemberExpression,
  use: Use,
  base: Base,
  key: string | null,
  text: string,
): void {
  const { edits } = work;
  const helper = work.call(use === 'call' ? 'm' : 'o');
  if (base.temporary === undefined) {
    edits.open(base.at, helper);
    base.put();
    const id = work.site(use, key, node.property.start, node);
    edits.close(findDot(work.code, node.object.end), `,${text},${id})`);
  } else {
    const id = work.site(use, key, node.property.start, node);
    edits.open(base.at, `${helper}${base.temporary},${text},${id})`);
  }
}

/** Nothing is recorded, but what stands inside is. */
export function plainMember(work: Work, node: MemberExpression, base: Base): void {
  base.put();
  if (node.computed) work.visit(node.property);
}

function computedMember(work: Work, node: MemberExpression, use: Use, base: Base): void {
  const { edits } = work;
  let text = base.stable;
  let temporary: string | undefined;
  if (text === undefined) {
    temporary = work.frame.take();
    if (temporary === undefined) {
      if (use === 'call' || node.optional) plainMember(work, node, base);
      else computedByHelper(work, node, base);
      return;
    }
    text = temporary;
    edits.open(base.at, `(${temporary}=`);
    base.put();
    edits.close(findDot(work.code, node.object.end), ')');
  } else {
    base.put();
  }
  const id = work.site(use, null, node.property.start, node);
  work.wrap(node.property, `${work.call('k')}${text},`, () => `,${id})`);
  work.frame.give(temporary);
}

/** Where no temporary can be declared the helper performs the access. */
function computedByHelper(work: Work, node: MemberExpression, base: Base): void {
  const { edits } = work;
  edits.open(base.at, work.call('g'));
  base.put();
  const id = work.site('read', null, node.property.start, node);
  const bracket = findDot(work.code, node.object.end);
  edits.replace(bracket, bracket + 1, ',');
  work.wrap(node.property, '', () => '');
  edits.replace(node.end - 1, node.end, `,${id})`);
}

function privateRead(work: Work, node: MemberExpression, base: Base): void {
  const { edits } = work;
  const key = staticKey(node) as string;
  const temporary = base.stable === undefined ? work.frame.take() : undefined;
  if (base.stable === undefined && temporary === undefined) {
    plainMember(work, node, base);
    return;
  }
  const id = work.site('read', key, node.property.start, node);
  if (temporary === undefined) {
    edits.open(base.at, `${work.call('v')}${base.stable},`);
    base.put();
  } else {
    edits.open(base.at, `${work.call('v')}${temporary}=`);
    base.put();
    edits.close(findDot(work.code, node.object.end), `,${temporary}`);
  }
  edits.close(node.end, `,${quoted(key)},${id})`);
  work.frame.give(temporary);
}

export function visitCall(work: Work, node: CallExpression): void {
  if (node.callee.type === 'Super') {
    superCall(work, node, node.callee);
    return;
  }
  if (node.callee.type === 'Identifier') named(work, node, node.callee);
  else callee(work, node.callee as AnyNode);
  noteKeyList(work, node);
  for (const argument of node.arguments) work.visit(argument);
}

/** `($rwx(f,$tok,s),f(…))`: where it is no function, the engine quotes what is called. */
function named(work: Work, node: CallExpression, name: Identifier): void {
  const recorded = work.bindings.watchedBy(name) !== undefined || isLiveImport(work, name);
  const quotable = recorded && node.start === name.start;
  if (quotable) work.edits.open(node.start, '(');
  work.visit(name);
  if (!quotable) return;
  work.edits.close(name.end, `,${name.name}`);
  work.edits.close(node.end, ')');
}

const KEY_LISTS = new Set(['keys', 'entries', 'getOwnPropertyNames']);

/** `Object.keys(x)` has a row for what is known of it; the built-in itself tells that it looks. */
function noteKeyList(work: Work, node: CallExpression): void {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || !work.bindings.isGlobal(callee.object as AnyNode, 'Object'))
    return;
  if (KEY_LISTS.has(staticKey(callee) ?? '')) work.site('whole', null, callee.property.start, node);
}

/** A callee keeps its reference, and so the `this` of the call. */
export function callee(work: Work, node: AnyNode): void {
  if (node.type === 'MemberExpression') member(work, node, 'call', baseOf(work, node));
  else if (node.type === 'ChainExpression') visitReferenceChain(work, node, 'call');
  else work.visit(node);
}

export function visitTaggedTemplate(work: Work, node: TaggedTemplateExpression): void {
  callee(work, node.tag);
  work.visit(node.quasi);
}

/** An instance of a derived class is there when `super()` returns. */
function superCall(work: Work, node: CallExpression, keyword: Super): void {
  const owner = work.classes.at(-1);
  const id = work.site('birth', owner?.name ?? null, keyword.start, node);
  work.edits.open(node.start, work.call('t'));
  for (const argument of node.arguments) work.visit(argument);
  work.edits.close(node.end, `,${id})`);
}
