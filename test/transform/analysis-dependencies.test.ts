// Which reads a write depends on: a snippet, the write, and what is told of it.

import { describe, expect, test } from 'vitest';
import { dependencies } from './analysis-support.ts';

type Case = readonly [title: string, body: string, write: string, expected: string];

/** Bodies of an async function with parameters `s`, `f`, `k`. */
function check(cases: readonly Case[]): void {
  test.each(cases)('%s', (_title, body, write, expected) => {
    expect(dependencies(`async function run(s, f, k) { ${body} }`, write)).toBe(expected);
  });
}

describe('data through local variables', () => {
  check([
    ['a local', 'const n = s.n; await f(); s.n = n - 1;', 's.n =', 'reads s.n | closed'],
    [
      'two locals in a row',
      'const a = s.n; const b = a + 1; await f(); s.n = b;',
      's.n =',
      'reads s.n | closed',
    ],
    ['an assignment later on', 'let n = 0; n = s.n; await f(); s.n = n;', 's.n =', 'reads s.n | closed'],
    ['a compound assignment', 'let n = 1; n += s.n; await f(); s.n = n;', 's.n =', 'reads s.n | closed'],
    ['a literal depends on nothing', 'const n = s.n; k(n); await f(); s.n = 5;', 's.n =', 'open'],
    [
      'a value overwritten is still counted',
      'let n = s.n; await f(); n = 5; s.n = n;',
      's.n =',
      'reads s.n | closed',
    ],
    ['shadowed in a block', 'const n = s.n; { const n = 3; s.m = n; } f.x = n;', 's.m =', 'closed'],
    [
      'shadowed by a parameter',
      'const n = s.n; const g = (n) => { s.m = n; }; g(7); return n;',
      's.m =',
      'closed',
    ],
    ['a template string', 'const n = s.n; s.t = `${n} left`;', 's.t =', 'reads s.n | closed'],
    ['an object literal', 'const n = s.n; s.t = { a: 1, b: [n] };', 's.t =', 'reads s.n | closed'],
    ['destructuring', 'const { n } = s; await f(); s.n = n + 1;', 's.n =', 'reads { n } | closed'],
    [
      'destructuring with a default',
      'const { n = s.m } = k; s.n = n;',
      's.n =',
      'reads { n = s.m }, s.m | closed',
    ],
    ['an array pattern', 'const [a, b] = s.pair; s.n = b;', 's.n =', 'reads [a, b], s.pair | closed'],
    ['a rest element', 'const { a, ...rest } = s; s.n = rest;', 's.n =', 'reads { a, ...rest } | closed'],
    ['assignment to a pattern', 'let n; ({ n } = s); s.n = n;', 's.n =', 'reads { n } | closed'],
    ['spread', 's.list = [...s.list, k];', 's.list =', 'reads ...s.list, s.list | closed'],
    [
      'a ternary decides about the value',
      'const n = s.n > 3 ? 1 : 2; s.n = n;',
      's.n =',
      'reads s.n | closed',
    ],
    ['an assignment under a condition', 'let n = 0; if (s.m) n = 1; s.n = n;', 's.n =', 'reads s.m | closed'],
    [
      'a condition around declaration and use',
      'if (s.m) { const n = k; s.n = n; }',
      's.n =',
      'guards s.m | closed',
    ],
    [
      'a value carried by a loop',
      'let t = 0; for (const i of s.items) t += i; s.t = t;',
      's.t =',
      'reads of s.items, s.items | guards of s.items, s.items | closed',
    ],
    [
      'a field of an object made here',
      'const o = {}; o.n = s.n; await f(); s.n = o.n;',
      's.n =',
      'reads s.n, o.n | closed',
    ],
    [
      'an array made here',
      'const a = []; a.push(s.n); await f(); s.n = a[0];',
      's.n =',
      'reads s.n, a[0] | closed',
    ],
    [
      'a Map made here',
      'const m = new Map(); m.set(1, s.n); await f(); s.n = m.get(1);',
      's.n =',
      'reads s.n, m.get() | closed',
    ],
    ['a shared object may carry it', 'k.n = s.n; await f(); s.n = k.n;', 's.n =', 'reads k.n | open'],
    ['another field of a shared object', 'k.m = s.n; await f(); s.n = k.o;', 's.n =', 'reads k.o | closed'],
    ['a sequence', 'const n = (s.a, s.b); s.c = n;', 's.c =', 'reads s.b | closed'],
    ['a chain of assignments', 'let a, b; a = b = s.n; s.n = a;', 's.n =', 'reads s.n | closed'],
    ['a logical expression', 'const n = s.a ?? s.b; s.c = n;', 's.c =', 'reads s.a, s.b | closed'],
    [
      'an increment handed out',
      'const id = s.next++; await f(); s.next = id;',
      's.next =',
      'reads s.next++ | closed',
    ],
    [
      'the arguments object',
      'function g() { s.n = arguments[0]; } g(s.m); ',
      's.n =',
      'reads arguments[0], s.m | closed',
    ],
  ]);
});

describe('calls', () => {
  check([
    ['the result depends on the arguments', 'const n = s.n; s.n = f(n);', 's.n =', 'reads s.n | closed'],
    [
      'an unknown result carries no read it did not get',
      'const n = s.n; const m = await f(); s.n = m;',
      's.n =',
      'closed',
    ],
    [
      'awaited with the value',
      'const n = s.n; const m = await f(n); s.n = m;',
      's.n =',
      'reads s.n | guards s.n | closed',
    ],
    ['a builtin', 'const n = Math.max(s.n, 1); s.n = n;', 's.n =', 'reads Math.max(), s.n | closed'],
    ['a method of the value', 'const t = s.t.trim(); s.t = t;', 's.t =', 'reads s.t.trim(), s.t | closed'],
    [
      'a closure over the value',
      'const n = s.n; const m = await f(() => n); s.n = m;',
      's.n =',
      'reads s.n | guards s.n | closed',
    ],
    [
      'what a callback returns',
      'const n = await f(() => s.n); s.n = n + 1;',
      's.n =',
      'reads s.n | guards s.n | closed',
    ],
    [
      'a callback gets what the call got',
      'f(s.n, (x) => { s.n = x; });',
      's.n =',
      'reads s.n | guards s.n | closed',
    ],
    [
      'then',
      'const p = k.load(s.n); p.then((v) => { s.n = v; });',
      's.n =',
      'reads k.load(), s.n, p.then() | guards k.load(), s.n, p.then() | closed',
    ],
    [
      'a promise made by hand',
      'const n = await new Promise((done) => f(() => done(s.n))); s.n = n;',
      's.n =',
      'reads s.n | guards s.n | closed',
    ],
    [
      'a local helper',
      'const n = s.n; const save = (v) => { s.n = v; }; await f(); save(n);',
      's.n =',
      'reads s.n | closed',
    ],
    [
      'a helper declared below',
      'const n = s.n; await f(); save(n); function save(v) { s.n = v; }',
      's.n =',
      'reads s.n | closed',
    ],
    [
      'a helper with a rest parameter',
      'const save = (...v) => { s.n = v; }; save(1, s.m);',
      's.n =',
      'reads s.m | closed',
    ],
    [
      'a helper called under a condition',
      'const save = () => { s.n = 1; }; if (s.m) save();',
      's.n =',
      'guards s.m | closed',
    ],
    [
      'a helper that answers a read',
      'const now = () => s.n; const n = now(); await f(); s.n = n;',
      's.n =',
      'reads s.n | closed',
    ],
    [
      'a helper kept in an object may be called with anything',
      'const o = { save(v) { s.n = v; } }; f(s.n, k);',
      's.n =',
      'open',
    ],
    [
      'Promise.all with callbacks',
      'await Promise.all(k.map(async (i) => { const n = s.n; await f(i); s.n = n + 1; }));',
      's.n =',
      'reads s.n | guards k.map() | closed',
    ],
    [
      'an async function called at once',
      '(async () => { const n = s.n; await f(); s.n = n; })();',
      's.n =',
      'reads s.n | closed',
    ],
    [
      'Object.assign into an object made here',
      'const o = {}; Object.assign(o, s.part); s.part = o;',
      's.part =',
      'reads s.part | closed',
    ],
    [
      'an unknown call fills what it got',
      'const o = {}; f(o, s.n); s.n = o.n;',
      's.n =',
      'reads s.n, o.n | closed',
    ],
    ['a log line is nothing to a write', 'k.info(s.n); await f(); s.n = 5;', 's.n =', 'closed'],
    ['console is known', 'console.log(s.n); await f(); s.n = 5;', 's.n =', 'closed'],
    ['eval may do anything', 'const n = s.n; eval("x"); s.n = 5;', 's.n =', 'open'],
    ['a tagged template', 'const t = f`a${s.n}`; s.t = t;', 's.t =', 'reads s.n | closed'],
  ]);
});

describe('traps', () => {
  check([
    [
      'a transaction callback',
      'const n = s.n; await k.tx(async (t) => { await t.go(); s.n = n - 1; });',
      's.n =',
      'reads s.n | guards k.tx(), t.go() | closed',
    ],
    [
      'then over a captured local',
      'const n = s.n; return f().then((v) => { s.n = n + v; });',
      's.n =',
      'reads s.n, f().then() | guards f().then() | closed',
    ],
    [
      'a node callback',
      'const n = s.n; k.read("x", (e, d) => { if (e) return; s.n = n - d; });',
      's.n =',
      'reads s.n, k.read() | guards k.read() | closed',
    ],
    [
      'a local assigned in a loop',
      'let n; while (k()) { n = s.n; await f(); } s.n = n;',
      's.n =',
      'reads s.n | closed',
    ],
    [
      'a value carried round a loop',
      'let n = 0; for (;;) { s.n = n; await f(); n = s.n; }',
      's.n =',
      'reads s.n | closed',
    ],
    [
      'two variables swapped in a loop',
      'let a = s.n, b = 0; for (const i of k) { [a, b] = [b, a]; } s.n = b;',
      's.n =',
      'reads s.n, of k, [a, b] | guards of k | closed',
    ],
    [
      'a local written by a callback',
      'let n; await f(() => { n = s.n; }); s.n = n;',
      's.n =',
      'reads s.n | guards s.n | closed',
    ],
    [
      'an error that carries it',
      'try { if (k) throw s.n; } catch (e) { s.n = e; }',
      's.n =',
      'reads s.n | closed',
    ],
    [
      'a getter of an object made here',
      'const n = s.n; const o = { get v() { return n; } }; s.n = o.v;',
      's.n =',
      'reads s.n, o.v | closed',
    ],
    [
      'an alias of an object made here',
      'const o = {}; const p = o; p.n = s.n; s.n = o.n;',
      's.n =',
      'reads o.n | open',
    ],
    [
      'bound to an object made here',
      'const o = { n: s.n }; const g = f.bind(o); s.n = g();',
      's.n =',
      'reads s.n, f.bind() | closed',
    ],
    [
      'the flag of an early return in a helper',
      'const free = () => s.n > 0; if (!free()) return; s.n = 0;',
      's.n =',
      'guards s.n | closed',
    ],
    [
      'an async iteration',
      'for await (const c of s.stream) { s.n = c; }',
      's.n =',
      'reads of s.stream, s.stream | guards of s.stream, s.stream | closed',
    ],
    ['a write in a condition', 'if ((s.n = f(s.m))) k();', 's.n =', 'reads s.m | closed'],
    ['a comma in a return', 'const n = s.n; return k ? (f(), (s.n = n)) : 0;', 's.n =', 'reads s.n | closed'],
    [
      'a class made inside',
      'const n = s.n; class C { go() { s.n = n; } } new C().go();',
      's.n =',
      'reads s.n | closed',
    ],
    [
      'a generator delegated to',
      'const g = function* () { yield s.n; }; for (const v of g()) s.n = v;',
      's.n =',
      'reads s.n, of g() | guards s.n, of g() | closed',
    ],
    ['a default parameter', 'const save = (v = s.m) => { s.n = v; }; save();', 's.n =', 'reads s.m | closed'],
    [
      'a method of an object made here',
      'const o = { v: 0, put(x) { this.v = x; } }; o.put(s.n); s.n = o.v;',
      's.n =',
      'reads s.n, o.v | closed',
    ],
    [
      'a label and a nested try',
      'a: for (const x of k) { try { if (s.m) continue a; } finally { f(); } s.n = 1; }',
      's.n =',
      'guards of k, s.m | closed',
    ],
    [
      'a list drained and cleared',
      'for (const x of s.list) await f(x); s.list = [];',
      's.list =',
      'guards of s.list, s.list | closed',
    ],
    [
      'all of a list sent and cleared',
      'await Promise.all(s.list.map((x) => f(x))); s.list = [];',
      's.list =',
      'guards Promise.all(), s.list.map(), s.list | closed',
    ],
    ['a gauge', 's.n += 1; await f(); s.n -= 1;', 's.n -=', 'reads s.n@2 | closed'],
    [
      'a gauge on a Map',
      's.set(k, s.get(k) + 1); await f(); s.set(k, s.get(k) - 1);',
      's.set()@2',
      'reads s.get()@2 | closed',
    ],
    [
      'a fresh look',
      'const a = s.n; k.info(a); await f(); const b = s.n; s.n = b - 1;',
      's.n =',
      'reads s.n@2 | closed',
    ],
  ]);
});

describe('other kinds of write', () => {
  check([
    ['an update in place', 's.n++;', 's.n++', 'closed'],
    ['a compound assignment reads first', 's.n += await f();', 's.n +=', 'reads s.n | closed'],
    ['a logical assignment', 's.n ??= k;', 's.n ??=', 'guards s.n | closed'],
    [
      'a deletion depends on its key',
      'const c = s.current; await f(); delete s.map[c];',
      'delete s.map[c]',
      'reads s.current | closed',
    ],
    [
      'an assignment does not depend on its key',
      'const c = s.current; await f(); s.map[c] = 1;',
      's.map[c] =',
      'closed',
    ],
    ['Map.set', 'const n = s.get(k); await f(); s.set(k, n + 1);', 's.set()', 'reads s.get() | closed'],
    ['Map.delete', 'const n = s.get(k); await f(); s.delete(n);', 's.delete()', 'reads s.get() | closed'],
    [
      'splice by a remembered index',
      'const i = s.list.indexOf(k); await f(); s.list.splice(i, 1);',
      's.list.splice()',
      'reads s.list.indexOf(), s.list | closed',
    ],
    [
      'a private field',
      'class C { #n = 0; async go() { const n = this.#n; await f(); this.#n = n + 1; } }',
      'this.#n =',
      'reads this.#n | closed',
    ],
    [
      'a watched variable',
      'let _n = 0; k(() => { _n = 1; }); const m = _n; await f(); _n = m + 1;',
      '_n =@2',
      'reads _n | closed',
    ],
    ['a target in a pattern', 'const n = s.n; [s.a, k] = [n, 1];', 's.a', 'reads s.n, [s.a, k] | closed'],
  ]);
});

describe('control', () => {
  check([
    ['if', 'if (s.n > 0) { await f(); s.n = 0; }', 's.n =', 'guards s.n | closed'],
    ['else', 'if (s.m) await f(); else s.n = 1;', 's.n =', 'guards s.m | closed'],
    ['after an if', 'if (s.m) f.x = 1; s.n = 1;', 's.n =', 'closed'],
    [
      'through a local',
      'const free = s.n > 0; await f(); if (free) s.n = 0;',
      's.n =',
      'guards s.n | closed',
    ],
    ['an early return', 'if (!s.n) return; await f(); s.n = 1;', 's.n =', 'guards s.n | closed'],
    [
      'an early throw',
      'if (!s.n) throw new Error("none"); await f(); s.n = 1;',
      's.n =',
      'guards s.n | closed',
    ],
    ['a return after it', 's.n = 1; if (s.m) return; f.x = 1;', 's.n =', 'closed'],
    [
      'a return deep inside',
      'if (k) { for (const x of k) { if (s.m) return; } } s.n = 1;',
      's.n =',
      'guards of k, s.m | closed',
    ],
    ['continue', 'for (const x of k) { if (s.m) continue; s.n = 1; }', 's.n =', 'guards of k, s.m | closed'],
    [
      'after the loop of a continue',
      'for (const x of k) { if (s.m) continue; f(); } s.n = 1;',
      's.n =',
      'guards of k | closed',
    ],
    [
      'a break behind it, in a loop',
      'for (const x of k) { s.n = 1; if (s.m) break; }',
      's.n =',
      'guards of k, s.m | closed',
    ],
    [
      'a labelled continue',
      'out: for (const x of k) { for (const y of x) { if (s.m) continue out; } s.n = 1; }',
      's.n =',
      'guards of k, of x, s.m | closed',
    ],
    ['a labelled block', 'b: { if (s.m) break b; s.n = 1; } s.o = 1;', 's.n =', 'guards s.m | closed'],
    ['after a labelled block', 'b: { if (s.m) break b; s.n = 1; } s.o = 1;', 's.o =', 'closed'],
    ['while', 'while (s.busy) await f(); s.busy = true;', 's.busy =', 'guards s.busy | closed'],
    [
      'an endless loop left by break',
      'while (true) { if (!s.busy) break; await f(); } s.busy = true;',
      's.busy =',
      'guards s.busy | closed',
    ],
    ['do while', 'do { s.n = 1; await f(); } while (s.m);', 's.n =', 'guards s.m | closed'],
    ['switch', 'switch (s.state) { case 1: s.n = 1; break; default: }', 's.n =', 'guards s.state | closed'],
    [
      'after a switch that returns',
      'switch (s.state) { case 1: return; default: } s.n = 1;',
      's.n =',
      'guards s.state | closed',
    ],
    ['after a switch', 'switch (s.state) { case 1: f(); break; default: } s.n = 1;', 's.n =', 'closed'],
    ['&&', 's.ready && (s.n = 1);', 's.n =', 'guards s.ready | closed'],
    ['a conditional expression', 's.m ? (s.n = 1) : f();', 's.n =', 'guards s.m | closed'],
    ['an optional chain', 's.map?.set(k, 1);', 's.map?.set()', 'guards s.map | closed'],
    [
      'a re-check after the await',
      'if (s.n) { await f(); if (s.n) s.n = 0; }',
      's.n =',
      'guards s.n, s.n@2 | closed',
    ],
    ['try around a check', 'try { f(s.m); } finally { k(); } s.n = 1;', 's.n =', 'open'],
    ['finally runs anyway', 'try { await f(); } finally { s.n = 1; }', 's.n =', 'closed'],
    [
      'a throw decides about what follows the try',
      'try { if (s.m) throw k; } catch { return; } s.n = 1;',
      's.n =',
      'guards s.m | closed',
    ],
    [
      'a rejected await decides',
      'await f(s.buffer); s.buffer = [];',
      's.buffer =',
      'guards s.buffer | closed',
    ],
    [
      'a handler may run for what its block was given',
      'try { k.go(s.m); } catch { s.n = 1; }',
      's.n =',
      'open',
    ],
    ['an assertion', 'k.ok(s.m > 1); await f(); s.n = 1;', 's.n =', 'guards s.m | closed'],
    [
      'a helper that throws',
      'const must = (v) => { if (!v) throw new Error(); }; must(s.m); s.n = 1;',
      's.n =',
      'guards s.m | closed',
    ],
    ['a helper that does not throw', 'const tell = (v) => { k(v); }; tell(s.m); s.n = 1;', 's.n =', 'closed'],
    ['a callback made under a condition', 'if (s.m) f(() => { s.n = 1; });', 's.n =', 'guards s.m | closed'],
    [
      'a callback behind an early return',
      'if (s.m) return; setTimeout(() => { s.n = 1; }, 5);',
      's.n =',
      'guards s.m | closed',
    ],
    [
      'each of a shared list',
      's.list.forEach((x) => { s.n = x; });',
      's.n =',
      'reads s.list.forEach(), s.list | guards s.list.forEach(), s.list | closed',
    ],
    ['in', 'if ("a" in s) s.a = 1;', 's.a =', 'guards "a" in s | closed'],
    [
      'a flag set by a callback',
      'let done = false; f(s.m, () => { done = true; }); await k(); if (!done) s.n = 1;',
      's.n =',
      'guards s.m | closed',
    ],
  ]);
});

describe('whose reads count', () => {
  test('not those of a function elsewhere', () => {
    const code = 'let last; function a(s) { last = s.n; } function b(s) { s.n = last; }';
    expect(dependencies(code, 's.n =')).toBe('closed');
  });
  test('those of a generator around a yield', () => {
    const code = 'function* run(s) { const n = s.n; const m = yield n; s.n = m; }';
    expect(dependencies(code, 's.n =')).toBe('reads s.n | guards s.n | closed');
  });
  test('those in parameters', () => {
    const code = 'async function run(s, n = s.n) { await 0; s.n = n; }';
    expect(dependencies(code, 's.n =')).toBe('reads s.n | closed');
  });
  test('a method that throws stops its caller', () => {
    const code = 'class C { must(v) { if (!v) throw 1; } async go(s) { this.must(s.n); s.n = 1; } }';
    expect(dependencies(code, 's.n =')).toBe('guards s.n | closed');
  });
});
