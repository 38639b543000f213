// What a read serves for: a snippet, the read, and its role.

import { describe, expect, test } from 'vitest';
import { factsOf } from './analysis-support.ts';

type Case = readonly [title: string, body: string, access: string, role: string];

function check(cases: readonly Case[]): void {
  test.each(cases)('%s', (_title, body, access, role) => {
    expect(factsOf(`async function run(s, f, k) { ${body} }`).get(access)?.role).toBe(role);
  });
}

describe('tested only', () => {
  check([
    ['if', 'if (s.n) f();', 's.n', 'test'],
    ['negated', 'if (!s.n) f();', 's.n', 'test'],
    ['compared in a condition', 'while (s.n > 3) f();', 's.n', 'test'],
    ['arithmetic in a condition', 'if (s.n - 1 > 3) f();', 's.n', 'test'],
    ['compared elsewhere', 'return s.n > 3;', 's.n', 'use'],
    ['the condition of ?:', 'return s.n ? 1 : 2;', 's.n', 'test'],
    ['a branch of ?:', 'return k ? s.n : 2;', 's.n', 'use'],
    ['left of && as a statement', 's.n && f();', 's.n', 'test'],
    ['left of && for its value', 'return s.n && f();', 's.n', 'test'],
    ['left of || for its value', 'return s.n || f();', 's.n', 'use'],
    ['left of || in a condition', 'if (s.n || k) f();', 's.n', 'test'],
    ['left of ?? as a statement', 's.n ?? f();', 's.n', 'test'],
    ['a switch', 'switch (s.n) { case 1: f(); }', 's.n', 'test'],
    ['a case', 'switch (k) { case s.n: f(); }', 's.n', 'test'],
    ['has', 'if (s.has(k)) f();', 's.has()', 'test'],
    ['has for its value', 'return s.has(k);', 's.has()', 'use'],
    ['get in a condition', 'if (!s.get(k)) f();', 's.get()', 'test'],
    ['includes', 'if (s.list.includes(k)) f();', 's.list.includes()', 'test'],
    ['the object of a tested member', 'if (s.list.length > 0) f();', 's.list', 'use'],
    ['what is looked for in a condition', 'if (k.has(s.n)) f();', 's.n', 'test'],
    ['an optional chain', 's.conn?.send();', 's.conn', 'test'],
    ['through a const', 'const n = s.n; if (n > 3) f();', 's.n', 'test'],
    ['through two', 'const n = s.n; const ok = n > 3; if (ok) f();', 's.n', 'test'],
    ['a const tested and used', 'const n = s.n; if (n) f(n);', 's.n', 'use'],
    ['a const nobody mentions', 'const n = s.n; f();', 's.n', 'use'],
    ['a const tested in a callback', 'const n = s.n; f(() => { if (n) f(); });', 's.n', 'test'],
    ['a pattern', 'const { n } = s; if (n) f();', '{ n }', 'test'],
    ['a pattern of which one is used', 'const { n, m } = s; if (n) f(m);', '{ n, m }', 'use'],
    ['an awaited promise tested', 'if (await s.ready) f();', 's.ready', 'test'],
    ['a predicate of the language', 'if (Array.isArray(s.n)) f();', 's.n', 'test'],
    ['an unknown predicate', 'if (f(s.n)) k();', 's.n', 'use'],
    ['in', 'if ("a" in s) f();', '"a" in s', 'test'],
    ['an assignment in a condition', 'let n; while ((n = s.n)) f();', 's.n', 'test'],
    ['a watched variable', 'let _n = 1; if (_n) f();', '_n', 'test'],
    ['a logical assignment', 's.n ??= k;', 's.n', 'test'],
  ]);
});

describe('updates', () => {
  check([
    ['++', 's.n++;', 's.n++', 'update'],
    ['the read of a compound assignment', 's.n += 1;', 's.n', 'update'],
    ['a compound assignment', 's.n += 1;', 's.n +=', 'update'],
    ['the read of a written-out one', 's.n = s.n + 1;', 's.n', 'update'],
    ['a written-out one', 's.n = s.n + 1;', 's.n =', 'update'],
    ['of another key', 's.n = s.m + 1;', 's.n =', 'write'],
    ['of another object', 's.n = k.n + 1;', 'k.n', 'use'],
    ['an await behind the read', 's.n = s.n + await f();', 's.n', 'use'],
    ['an await behind the read of a compound assignment', 's.n += await f();', 's.n +=', 'write'],
    ['an await before the read', 's.n = (await f()) + s.n;', 's.n', 'update'],
    ['the read handed to the await', 's.n = await f(s.n);', 's.n', 'use'],
    ['a computed key', 's[k] = s[k] + 1;', 's[k] =', 'update'],
    ['a private field', 'class C { #n; go() { this.#n = this.#n + 1; } }', 'this.#n', 'update'],
    ['a Map entry', 's.set(k, s.get(k) + 1);', 's.get()', 'update'],
    ['the set of it', 's.set(k, s.get(k) + 1);', 's.set()', 'update'],
    ['an entry of another key', 's.set(k, s.get(f) + 1);', 's.get()', 'use'],
    ['a list in a variable', 'let _l = []; _l = [..._l, k];', '_l', 'update'],
    ['a list in a field', 's.list = s.list.concat(k);', 's.list', 'update'],
    ['a read inside another write', 's.a = (s.b = s.a) + 1;', 's.a', 'update'],
    ['a read in a callback of the value', 's.n = f(() => s.n);', 's.n', 'use'],
    ['a plain write', 's.n = 1;', 's.n =', 'write'],
    ['delete', 'delete s.n;', 'delete s.n', 'write'],
    ['push', 's.list.push(k);', 's.list.push()', 'write'],
  ]);
});
