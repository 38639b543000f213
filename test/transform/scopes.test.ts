// The scopes of a module are those that eslint-scope finds.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from 'eslint-scope';
import type * as ESTree from 'estree';
import { describe, expect, test } from 'vitest';
import { type Format, parseModule } from '../../instrument/transform/parse.ts';
import { findScopes } from '../../instrument/transform/scopes/find.ts';

interface Named {
  readonly name: string;
  readonly start: number;
}

interface AnyVariable {
  readonly name: string;
  readonly defs: readonly { readonly type: string; readonly name: unknown }[];
}

interface AnyScope {
  readonly type: string;
  readonly dynamic: boolean;
  readonly isStrict: boolean;
  readonly variables: readonly AnyVariable[];
  readonly references: readonly {
    readonly identifier: unknown;
    readonly resolved: AnyVariable | null;
    readonly init?: boolean | undefined;
    readonly writeExpr?: unknown;
    readonly partial?: boolean;
    isRead(): boolean;
    isWrite(): boolean;
  }[];
  readonly through: readonly { readonly identifier: unknown }[];
}

const placeOf = (node: unknown) => `${(node as Named).name}@${(node as Named).start}`;

/** Everything that is asked of scopes, as text. */
function described(scopes: readonly AnyScope[]): unknown {
  return scopes.map(({ type, dynamic, isStrict, variables, references, through }) => ({
    type,
    dynamic,
    isStrict,
    variables: variables
      .filter(({ defs }) => defs.length > 0)
      .map(({ defs }) => defs.map((definition) => `${definition.type} ${placeOf(definition.name)}`)),
    references: references.map((reference) => ({
      of: placeOf(reference.identifier),
      to:
        reference.resolved &&
        (reference.resolved.defs[0]?.name ? placeOf(reference.resolved.defs[0].name) : 'none'),
      reads: reference.isRead(),
      writes: reference.isWrite(),
      init: reference.init === true,
      value: (reference.writeExpr as Named | null | undefined)?.start,
      partial: reference.isWrite() && reference.partial === true,
    })),
    through: through.map(({ identifier }) => placeOf(identifier)).sort(),
  }));
}

/** eslint-scope tells parameters from the body by ranges. */
function withRanges(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { start, end } = node as { start?: number; end?: number };
  if (start !== undefined) Object.assign(node, { range: [start, end] });
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.forEach(withRanges);
    else if (value !== null && typeof value === 'object' && 'type' in value) withRanges(value);
  }
}

function same(code: string, format: Format): void {
  const theirs = parseModule(code, format);
  withRanges(theirs);
  const expected = analyze(theirs as unknown as ESTree.Program, { ecmaVersion: 2024, sourceType: format });
  const { scopes } = findScopes(parseModule(code, format), format);
  expect(described(scopes.scopes)).toEqual(described(expected.scopes as unknown as AnyScope[]));
}

const SNIPPETS: readonly [what: string, code: string, format?: Format][] = [
  ['names of functions, inside and outside', 'function f() { f; } const g = function h() { h; g; }; h;'],
  ['hoisted variables', 'use(a); { var a = 1; let b = a; } b; for (var c in a) c; c;'],
  [
    'parameters do not see the body',
    'const x = 1; function f(a = x, b = a, { c = b, ...d } = {}) { var x; a; d; }',
  ],
  ['a function in the parameters sees them', 'function f(a, g = () => a + b) { var b; return g; }'],
  ['arguments', 'function f() { arguments; (() => arguments)(); } arguments;'],
  ['patterns', 'let { a, [k]: b = a, ...c } = v; [a, b.m, (c), ...d[a]] = v; ({ a = 1, b: c.n } = v);'],
  [
    'loops',
    'for (let i = 0, j; i < 1; i++) () => i; for (const [k, v] of m) k; for (x of m) x; for ({ y } in m);',
  ],
  [
    'blocks, switches and catches',
    'switch (a) { case b: let c; } try {} catch ({ d }) { d; } try {} catch { d; }',
  ],
  ['labels and keys are no names', 'a: for (;;) { break a; } o = { a, b: 1, [c]: 2, d() {} }; o.a; o[a];'],
  [
    'classes',
    'class A extends (A, B) { [k] = () => this.#p; #p = v; static { var v; v; } m(v) { super.m(A); } }',
  ],
  ['class expressions', 'const C = class D { static x = D; }; D; new C();'],
  ['updates and compound assignments', 'let n = 0; n++; n += n; n ??= m; --o.n; [n = 2] = [];'],
  ['direct eval', 'let a; function f(b) { eval(s); { let c; () => a + b + c; } } function g() { a; }'],
  ['with', 'let a; function f(b) { with (o) { a; b; c; } }'],
  [
    'strict functions',
    'function f() { "use strict"; var g = () => 1; { (function () {}); } } function h() {}',
  ],
  [
    'imports',
    'import d, { a as b, "x y" as c } from "m"; import * as n from "m"; b(d, c, n); import("m");',
    'module',
  ],
  [
    'exports',
    'const a = 1; export { a, a as b }; export default class {} export * from "m"; export { q } from "m";',
    'module',
  ],
  [
    'exported declarations',
    'export function f() { return c; } export const { c } = f(); export default f;',
    'module',
  ],
  [
    'templates, chains and awaits',
    'async function* f(t) { yield* t`${a}`; await a?.b?.[c](d); new.target; }',
  ],
];

describe('scopes', () => {
  test.each(SNIPPETS)('%s', (_, code, format = 'commonjs') => same(code, format));

  test('a parameter sees the arguments of its own function', () => {
    const { scopes } = findScopes(parseModule('function f(a = arguments[1]) {}', 'commonjs'), 'commonjs');
    const inner = scopes.scopes.at(-1);
    expect(inner?.references.map(({ resolved }) => resolved?.scope)).toContain(inner);
  });

  test.each(['express/lib', 'koa/lib', 'lru-cache/dist/commonjs', 'ws/lib'])('those of %s', (folder) => {
    const path = join(import.meta.dirname, '../../node_modules', folder);
    for (const name of readdirSync(path)) {
      if (name.endsWith('.js')) same(readFileSync(join(path, name), 'utf8'), 'commonjs');
    }
  });
});
