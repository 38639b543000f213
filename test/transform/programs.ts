// Programs that must do the same with and without instrumentation: one sentence and one text each.

export const PROGRAMS: readonly (readonly [sentence: string, code: string])[] = [
  // Members
  ['reads a member', 'const o = { a: 1 }; log(o.a)'],
  ['reads through several members', 'let o = { a: { b: { c: 2 } } }; log(o.a.b.c)'],
  ['reads a computed member', 'const f = (o, k) => o[k]; log(f({ x: 1 }, "x"))'],
  ['reads a computed member of a call', 'const f = () => ({ x: 7 }); const k = "x"; log(f()[k])'],
  [
    'converts a key once',
    'let n = 0; const k = { toString() { n++; return "a" } }; const f = (o) => o[k]; log(f({ a: 1 }), n)',
  ],
  [
    'does not convert the key of null',
    'let n = 0; const k = { toString() { n++; return "a" } }; const f = (o) => o[k]; try { f(null) } catch (e) { log(e, n) }',
  ],
  ['reads with a symbol', 'const s = Symbol("s"); const f = (o) => o[s]; log(f({ [s]: 3 }))'],
  [
    'calls a getter once',
    'let n = 0; const o = { get a() { n++; return { b: n } } }; const f = (x) => x.a.b; log(f(o), n)',
  ],
  ['reads null with the same error', 'const f = (o) => o.a.b; f({ a: null })'],
  ['reads undefined with the same error', 'const f = (o) => o.a[o.k]; f({ k: "z" })'],
  ['reads an undeclared name with the same error', 'missing.a'],
  [
    'does not throw for typeof of an undeclared name',
    'log(typeof missing); try { typeof missing.a } catch (e) { log(e) }',
  ],
  ['reads a number literal', 'log(1..toString(), 1.5.toFixed(0), 1 .toString())'],
  ['reads from a regular expression', 'log(/a/g.flags); if (1) /re/.test("re") && log("yes")'],
  ['reads from parentheses', 'const f = (a) => (a).b + ((a).b) + (a, a).b; log(f({ b: 1 }))'],
  ['returns from parentheses', 'function f(a) { return(a).b } log(f({ b: 4 }))'],
  [
    'keeps keywords apart',
    'function f(a) { switch (1) { case(a).b: log("one") } if ("x" in(a).c) log(typeof(a).b); void(a).b; throw(a).b } try { f({ b: 1, c: { x: 1 } }) } catch (e) { log(e) }',
  ],
  [
    'reads over line breaks',
    'const f = (a) => a\n  .b // comment .c\n  /* . */ .c\n  [ "d" ]; log(f({ b: { c: { d: 5 } } }))',
  ],
  ['reads with unicode escapes', 'const f = (o) => o.\\u0061b + o["\\u0061b"]; log(f({ ab: 1 }))'],
  [
    'reads strings of all sorts',
    "const f = (o) => [o['it\\'s'], o[\"q\\\"\"], o[`t`], o['\\n'], o[0], o[-1]]; log(f({ \"it's\": 1, 'q\"': 2, t: 3, '\\n': 4, 0: 5, '-1': 6 }))",
  ],
  ['reads length of strings', 'const f = (s) => s.length + s[0]; log(f("abc"))'],
  [
    'returns an object member from an arrow',
    'const f = x => ({}).a; const g = x => ({ a: x }).a; log(f(1), g(2))',
  ],
  [
    'evaluates in order',
    'const t = []; const f = (n) => (t.push(n), { [n]: { z: n } }); const x = f("a")[(t.push("k"), "a")].z; log(t, x)',
  ],
  [
    'keeps the object when the key changes the variable',
    'function f(o) { return o[(o = { k: 2 }, "k")] } log(f({ k: 1 }))',
  ],
  [
    'keeps the object when the value changes the variable',
    'function f(o) { const p = o; o.x = (o = { y: 1 }, 5); return [p, o] } log(f({}))',
  ],
  [
    'links a list with an inner assignment',
    'function f() { let n = { v: 0 }; const first = n; n.next = n = { v: 1 }; n.next = n = { v: 2 }; return first } log(f())',
  ],
  [
    'indexes with an update',
    'function f() { const a = [1, 2, 3]; const out = []; let i = 0; while (i < 3) out[i] = a[i++]; return out } log(f())',
  ],
  [
    'writes at a key that the value changes',
    'function f(a) { let i = 0; a[i] = i = 2; a[i++] = i; return a } log(f([0, 0, 0, 0]))',
  ],
  [
    'reads this in sloppy functions',
    'function f() { return this === undefined ? "none" : typeof this.Object } log(f())',
  ],
  [
    'reads this in strict functions',
    '"use strict"; function f() { return this.a } try { f() } catch (e) { log(e) } log(f.call({ a: 1 }))',
  ],
  // Calls
  [
    'calls a method with its this',
    'const o = { n: 3, m(a) { return this.n + a } }; const f = (x) => x.m(4); log(f(o))',
  ],
  [
    'calls a computed method with its this',
    'const f = (x, k) => x[k](1); log(f({ n: 2, m(a) { return this.n + a } }, "m"))',
  ],
  [
    'calls a computed method of a call',
    'const g = () => ({ n: 2, m() { return this.n } }); const k = "m"; log(g()[k]())',
  ],
  [
    'calls through parentheses with this',
    'const f = (x) => (x.m)(); log(f({ n: 1, m() { return this.n } }))',
  ],
  [
    'calls a comma expression without this',
    '"use strict"; const f = (x) => (0, x.m)(); log(f({ m() { return this } }))',
  ],
  ['fails to call what is no function', 'const f = (x) => x.m(); f({})'],
  [
    'evaluates arguments before it fails',
    'const f = (x) => x.m(log("arg")); try { f({}) } catch (e) { log(e) } try { f(null) } catch (e) { log(e) }',
  ],
  ['spreads arguments', 'const f = (x, a) => x.m(...a, ...new Set([3])); log(f({ m: (...r) => r }, [1, 2]))'],
  [
    'tags a template with its this',
    'const f = (x) => x.t`a${x.v}b`; log(f({ v: 2, n: 5, t(s, v) { return [s.raw, v, this.n] } }))',
  ],
  [
    'keeps the identity of template objects',
    'const seen = []; const x = { t(s) { seen.push(s) } }; for (let i = 0; i < 2; i++) x.t`a`; log(seen[0] === seen[1])',
  ],
  [
    'constructs a member',
    'const f = (x) => new x.C(1); log(f({ C: class { constructor(a) { this.a = a } } }))',
  ],
  [
    'constructs a member without arguments',
    'const f = (x) => new x.y.C; log(f({ y: { C: class { b = 2 } } }))',
  ],
  [
    'constructs what a member of a construction names',
    'const f = (x) => new new x.C().D(); class D { d = 1 } log(f({ C: class { constructor() { this.D = D } } }))',
  ],
  ['constructs the result of a call', 'const f = (x) => new (x.c())(); log(f({ c: () => class { e = 1 } }))'],
  [
    'constructs and reads',
    'const f = (x) => new x.C(1).a; log(f({ C: class { constructor(a) { this.a = a } } }))',
  ],
  [
    'constructs with new.target',
    'function F() { return { t: new.target === F } } const x = { F }; log(new x.F(), x.F())',
  ],
  [
    'calls with computed names in parameters',
    'const o = { k: 1 }; const k = "k"; const f = (a = g()[k], b = o.k) => [a, b]; const g = () => o; log(f(), f.length)',
  ],
  ['chains calls', 'log([3, 1, 2].slice().sort().map((x) => x * 2).join())'],
  // Writes
  ['writes a member', 'const f = (o) => { o.a = 1; return o }; log(f({}))'],
  ['gives the written value', 'const f = (o) => (o.a = 5) + (o["b"] = 6); log(f({}))'],
  [
    'writes through setters with this',
    'const f = (o) => { o.a = 3; return o.v }; log(f({ set a(x) { this.v = x } }))',
  ],
  ['writes to null after the value', 'const f = (o) => { o.a = log("value") }; f(null)'],
  ['writes to undefined at a key', 'const f = (o, k) => { o[k] = log("value") }; f(undefined, "z")'],
  [
    'writes a frozen object in strict mode',
    '"use strict"; const f = (o) => { o.a = 1 }; f(Object.freeze({}))',
  ],
  [
    'writes a frozen object in sloppy mode',
    'const f = (o) => { o.a = 1; return o.a }; log(f(Object.freeze({})))',
  ],
  [
    'writes a key that is an object',
    'let n = 0; const f = (o) => { o[{ toString() { n++; return "k" } }] = 1; return o }; log(f({}), n)',
  ],
  [
    'converts a key as often when it updates',
    'let n = 0; const k = () => ({ toString() { n++; return "k" } }); const f = (o) => { o[k()] += 1; log(n); o[k()]++; log(n); o[k()] ||= 1; log(n); delete o[k()]; log(n); log(k() in o, n) }; f({ k: 1 })',
  ],
  [
    'adds and assigns',
    'const f = (o, k) => { o.a += 1; o[k] -= 2; o.c.d *= 3; o.s += "x"; return o }; log(f({ a: 1, b: 5, c: { d: 2 }, s: "s" }, "b"))',
  ],
  [
    'keeps precedence in compound assignments',
    'const f = (o) => { o.a *= 2 + 3; o.b **= 1 + 1; o.c -= 1, 2; o.d += o.a ? 1 : 2; return o }; log(f({ a: 1, b: 3, c: 4, d: 0 }))',
  ],
  [
    'assigns with all operators',
    'const f = (o) => { o.a += 1; o.a -= 2; o.a *= 3; o.a /= 2; o.a %= 5; o.a **= 2; o.a <<= 3; o.a >>= 1; o.a >>>= 1; o.a &= 255; o.a |= 16; o.a ^= 5; return o.a }; log(f({ a: 11 }))',
  ],
  [
    'assigns logically',
    'const f = (o) => { o.a ||= 1; o.b &&= 2; o.c ??= 3; o.d ||= log("no"); return o }; log(f({ a: 0, b: 1, c: null, d: 1 }))',
  ],
  [
    'assigns logically without a needless write',
    'const f = (o) => { o.a ||= 1; o.a ??= 2 }; f({ get a() { log("get"); return 1 }, set a(v) { log("set") } })',
  ],
  [
    'assigns logically to members of calls',
    'let n = 0; const o = { a: 0 }; const g = () => (n++, o); g().a ||= 5; g()["a"] &&= 6; log(o, n)',
  ],
  [
    'assigns logically at keys of calls',
    'let n = 0; const o = {}; const k = () => "k" + n++; o[k()] ??= 1; o[k()] ??= 2; log(o, n)',
  ],
  [
    'reads before the value in compound assignments',
    'const f = (o) => { o.a += (o.a = 10, 1); return o.a }; log(f({ a: 1 }))',
  ],
  [
    'names nothing by assignment to a member',
    'const f = (o) => { o.fn = function () {}; o.ar = () => {}; o.cl = class {}; return [o.fn.name, o.ar.name, o.cl.name] }; log(f({}))',
  ],
  [
    'names functions in variables',
    'let a, b, c; function g() { return [a, b, c] } a = function () {}; b = () => {}; c = class {}; log(g().map((x) => x.name)); a ||= 1; let d; d ??= () => {}; const e = () => d; log(d.name, e().name)',
  ],
  [
    'names functions by logical assignment',
    'let a, b = 0; const g = () => [a, b]; a ??= function () {}; b ||= class {}; log(g().map((x) => x.name))',
  ],
  [
    'names defaults and properties',
    'const { f = () => {} } = {}; const o = { g: function () {}, h: () => {}, ["i"]: class {} }; log(f.name, o.g.name, o.h.name, o.i.name)',
  ],
  ['increments', 'const f = (o, k) => [o.a++, ++o.a, o[k]--, --o[k], o]; log(f({ a: 1, b: 5 }, "b"))'],
  [
    'increments members of calls once',
    'let n = 0; const o = { a: { b: 1 } }; const g = () => (n++, o); g().a.b++; ++g()["a"].b; log(o, n)',
  ],
  [
    'increments big integers',
    'const f = (o) => { o.a++; o.a -= 1n; return String(o.a++) }; log(f({ a: 5n }))',
  ],
  ['increments what is no number', 'const f = (o) => { o.a++; o.b--; return o }; log(f({ b: "7" }))'],
  ['increments null with an error', 'const f = (o) => o.a++; f(null)'],
  [
    'increments an array length',
    'const f = (a) => { a.length--; a[a.length++] = 9; return a }; log(f([1, 2, 3]))',
  ],
  [
    'deletes',
    'const f = (o, k) => [delete o.a, delete o[k], delete o.c.d, delete o["e"], o]; log(f({ a: 1, b: 1, c: { d: 1 }, e: 1 }, "b"))',
  ],
  [
    'deletes in strict mode with an error',
    '"use strict"; const f = (o) => delete o.a; f(Object.freeze({ a: 1 }))',
  ],
  [
    'deletes through a chain',
    'const f = (o) => [delete o?.a, delete o?.b.c, delete o?.x?.y, o]; log(f({ a: 1, b: { c: 1 } })); log(f(null))',
  ],
  ['deletes what is no reference', 'log(delete 1, delete (() => {})())'],
  [
    'asks with in',
    'const f = (o, k) => ["a" in o, k in o, k + "x" in o, !("z" in o), 1 in o]; log(f({ a: 1, b: 1, bx: 1 }, "b"))',
  ],
  ['asks with in for what is no object', 'const f = (o) => "a" in o; f(1)'],
  [
    'asks with in inside of a loop head',
    'const o = { a: 1 }; for (var i = ("a" in o) ? 1 : 0; i < 2; i++) log(i); for (let x = (o.b ||= ("q" in o)), n = 0; n < 1; n++) log(x)',
  ],
  // Chains
  ['follows a chain', 'const f = (o) => [o?.a, o?.a?.b, o?.a.b, o.a?.b]; log(f({ a: { b: 1 } }))'],
  [
    'stops a chain at null',
    'const f = (o) => [o?.a, o?.a.b.c.d, o?.a.b(log("no")), o?.[log("no")], o?.(log("no")), o?.a[log("no")].x]; log(f(null), f(undefined))',
  ],
  ['stops only the chain', 'const f = (o) => o?.a.b; const g = (o) => (o?.a).b; log(f(null)); g(null)'],
  ['throws inside of a chain', 'const f = (o) => o?.a.b; f({})'],
  ['throws behind an optional member that is null', 'const f = (o) => o?.a.b.c; f({ a: {} })'],
  [
    'does not stop at falsy values',
    'const f = (o) => [o?.length, o?.x?.y, o?.toString().length]; log(f(""), f(0), f(false))',
  ],
  [
    'calls in a chain with this',
    'const o = { n: 1, m() { return this.n }, g() { return this } }; const f = (x) => [x?.m(), x.m?.(), x?.m?.(), x.g?.().m(), x?.g().n, x?.["m"](), x.q?.(), x.q?.().r.s]; log(f(o).slice(0, 3), f(o)[4], f(o).slice(5), f(o)[3])',
  ],
  [
    'calls a function in a chain',
    'const f = (g) => [g?.(1), g?.(1).a, g?.(1).a.b?.c]; log(f((a) => ({ a: { b: a } }))); log(f(null))',
  ],
  [
    'calls through parenthesised chains with this',
    'const o = { a: { n: 1, m() { return this.n } } }; const f = (x) => [(x?.a.m)(), (x.a?.m)(), (x?.a).m(), x?.a.m()]; log(f(o))',
  ],
  [
    'evaluates chain parts once and in order',
    'const t = []; const o = { get a() { t.push("a"); return { get b() { t.push("b"); return { c: (x) => (t.push(x), { d: 4 }) } } } } }; const f = (x) => x?.a?.b.c("x").d; log(f(o), t)',
  ],
  [
    'nests chains',
    'const f = (a, b) => a?.[b?.k.l]?.m[b?.n]?.o; log(f({ x: { m: { y: { o: 1 } } } }, { k: { l: "x" }, n: "y" }), f(null, null), f({}, null))',
  ],
  [
    'chains over line breaks and comments',
    'const f = (a) => a\n  ?.b // one\n  /* two */ .c\n  ?.[ "d" ]\n  .e; log(f({ b: { c: { d: { e: 1 } } } }), f(null), f({ b: {} }))',
  ],
  [
    'chains in parameters and fields',
    'const f = (o, a = o?.b.c, b = o?.[a]?.d.e) => [a, b]; class C { o = { x: { y: 1 } }; p = this.o?.x.y; q = this.r?.x.y } log(f({ b: { c: "k" }, k: { d: { e: 2 } } }), f(null), new C())',
  ],
  [
    'chains with conditional operators',
    'const f = (o) => o?.5:1; log(f(1)); const g = (o) => o ?.a ? .5 : 1; log(g({ a: 1 }))',
  ],
  [
    'chains and coalesces',
    'const f = (o) => o?.a.b ?? "none"; log(f(null), f({ a: { b: 0 } }), f({ a: {} }))',
  ],
  [
    'awaits in chains',
    'const f = async (o) => (await o)?.a.b(await 2)?.c.d; f({ a: { b: (n) => ({ c: { d: n } }) } }).then(log); f(null).then(log)',
  ],
  [
    'yields in chains',
    'function* f(o) { return o?.a[yield 1].b } const i = f({ a: { k: { b: 7 } } }); log(i.next()); log(i.next("k"))',
  ],
  [
    'recurses through chains with temporaries',
    'const f = (o) => o?.l[o?.k]?.v + (o?.n ? f(o.n) : 0); const n = (v, n) => ({ k: "x", l: { x: { v } }, n }); log(f(n(1, n(2, n(3)))))',
  ],
  // Destructuring
  [
    'takes objects apart',
    'const f = (o) => { const { a, b: { c }, d = 4, ["e"]: e, ...r } = o; return [a, c, d, e, r] }; log(f({ a: 1, b: { c: 2 }, e: 5, x: 6 }))',
  ],
  [
    'takes arrays apart',
    'const f = (o) => { const [a, , [b], c = 3, ...r] = o.l; return [a, b, c, r] }; log(f({ l: [1, 0, [2], undefined, 4, 5] }))',
  ],
  [
    'takes null apart with an error',
    'const f = (o) => { try { const { a } = o } catch (e) { log(e.name) } }; f(null); f()',
  ],
  [
    'takes parameters apart',
    'const f = ({ a, b: [c] }, [d] = [4], { e = a } = {}) => [a, c, d, e]; log(f({ a: 1, b: [2] }), f.length)',
  ],
  [
    'swaps members',
    'const f = (o, i, j) => { [o[i], o[j]] = [o[j], o[i]]; [o.x, o.y] = [o.y, o.x]; return o }; log(f({ a: 1, b: 2, x: 3, y: 4 }, "a", "b"))',
  ],
  [
    'swaps variables that are watched',
    'let a = 1, b = 2; const g = () => [a, b]; [a, b] = [b, a]; log(g()); const x = ({ a, b = 5 } = { a: 9 }); log(g(), x)',
  ],
  [
    'assigns to patterns in the middle of expressions',
    'const f = (o) => { let x; const r = [{ x, y: o.y } = { x: 1, y: 2 }, [o.z] = [3]]; return [x, o, r] }; log(f({}))',
  ],
  [
    'assigns patterns with member targets in order',
    'const t = []; const m = (n) => (t.push(n), {}); ({ a: m("x").p, b: m("y")["q"] } = (t.push("v"), { a: 1, b: 2 })); log(t)',
  ],
  [
    'takes loop values apart',
    'for (const { a, b = 2 } of [{ a: 1 }]) log(a, b); for (const [k, v] of new Map([["x", 1]])) log(k, v); for (var { length } in { abc: 1 }) log(length)',
  ],
  [
    'takes defaults from members',
    'const d = { x: 1 }; function f({ a = d.x, b = d["x"] } = {}) { return a + b } log(f())',
  ],
  ['takes caught errors apart', 'try { throw { a: { b: 1 } } } catch ({ a: { b } }) { log(b) }'],
  [
    'calls getters of patterns once',
    'let n = 0; const o = { get a() { return ++n } }; const f = (x) => { const { a } = x; return a }; log(f(o), n)',
  ],
  // Spread and iteration
  [
    'spreads',
    'const f = (a, o) => [[...a, ...a.map((x) => x)], { ...o, ...o.n, ...null }, Math.max(...a)]; log(f([1, 2], { x: 1, n: { y: 2 } }))',
  ],
  [
    'iterates',
    'const f = (o) => { const out = []; for (const x of o.l) out.push(x); for (const k in o.m) out.push(k); for (let i of (1, o.l)) out.push(i); return out }; log(f({ l: [1, 2], m: { a: 1 } }))',
  ],
  [
    'iterates into members',
    'const f = (o) => { for (o.x of [1, 2]); for (o["y"] in { k: 1 }); for ([o.z] of [[3]]); return o }; log(f({}))',
  ],
  [
    'iterates over null',
    'const f = (o) => { for (const k in o.none) log(k); for (const x of o.none) log(x) }; f({})',
  ],
  [
    'closes iterators',
    'const it = { [Symbol.iterator]() { return { next: () => ({ value: 1 }), return() { log("closed"); return {} } } } }; const f = (o) => { for (const x of o.it) break }; f({ it })',
  ],
  [
    'delegates',
    'function* g(o) { const r = yield* o.it; return r } function* h() { yield 1; return 2 } const i = g({ it: h() }); log(i.next(), i.next())',
  ],
  [
    'iterates asynchronously',
    'async function* g() { yield 1; yield 2 } async function f(o) { for await (const x of o.g()) log(x); for await (const y of o.l) log(y) } f({ g, l: [3] })',
  ],
  [
    'leaves labelled loops',
    'const f = (o) => { outer: for (const a of o.l) { for (const b of o.l) { if (b > 1) continue outer; if (a > 1) break outer; log(a, b) } } }; f({ l: [1, 2, 3] })',
  ],
  // Variables
  ['counts in a closure', 'let n = 0; const f = () => n++; f(); f(); log(n, ++n, n--, n)'],
  [
    'assigns a captured variable',
    'let x = 1; const f = () => x; x = 2; log(f()); x += 3; log(f()); x ||= 4; x &&= 5; x ??= 6; log(f())',
  ],
  [
    'throws before a variable is there',
    'const f = () => x; try { f() } catch (e) { log(e) } let x = 1; x = 2; log(f())',
  ],
  [
    'throws after the value for a variable that is not there',
    'const f = () => { x = log("value") }; try { f() } catch (e) { log(e) } let x; f()',
  ],
  [
    'throws for updates before a variable is there',
    'const f = () => { x++ }; try { f() } catch (e) { log(e) } const g = () => { x += log("no") }; try { g() } catch (e) { log(e) } let x = 1; f()',
  ],
  [
    'throws for constants',
    'const c = 1; const f = () => { c = 2 }; try { f() } catch (e) { log(e) } try { c++ } catch (e) { log(e) }',
  ],
  [
    'gives every round its variable',
    'const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i++); log(fs.map((f) => f()), fs.map((f) => f())); for (const x of [1, 2]) { let y = x; fs.push(() => ++y) } log(fs[3](), fs[4](), fs[3]())',
  ],
  [
    'has variables in blocks',
    '{ let a = 1; const f = () => a; a = 2; log(f()) } switch (1) { case 1: let b = 1; const g = () => b; b++; log(g()) }',
  ],
  [
    'throws in switch cases',
    'switch (2) { case 1: let b; case 2: const g = () => b; try { b = 3 } catch (e) { log(e) } try { g() } catch (e) { log(e) } }',
  ],
  ['hoists var', 'log(v); var v = 1; function f() { return v } v = 2; log(f()); var v = 3; log(f())'],
  [
    'assigns parameters',
    'function f(a, b = a) { const g = () => a; a = 5; return [g(), b, arguments.length, arguments[0]] } log(f(1)); function h(a) { const g = () => a; a = 2; return [g(), arguments[0]] } log(h(1)); function s(a) { "use strict"; const g = () => a; a = 2; return [g(), arguments[0]] } log(s(1))',
  ],
  [
    'assigns arguments behind parameters',
    'function f(a, o) { o[a] = (arguments[0] = "z", 1); return [a, o] } log(f("x", {})); function g(o) { o.a = (arguments[0] = {}, 1); return o } log(g({}))',
  ],
  [
    'assigns in parameter initialisers',
    'function f(a, b = () => a, c = (a = 3)) { return [a, b(), c] } log(f(1)); let n = 0; const g = (x = n++, y = n) => [x, y]; log(g(), g())',
  ],
  ['assigns functions', 'function f() { return 1 } const g = () => f(); f = () => 2; log(g(), f.name)'],
  [
    'uses watched variables as shorthand',
    'let x = 1, __proto__ = 2; const f = () => { x++; __proto__++; return { x, __proto__, y: x } }; const o = f(); log(o, Object.keys(o))',
  ],
  [
    'calls watched variables without this',
    '"use strict"; let f = function () { return this }; const g = () => f(); log(g()); f = function () { return typeof this }; log(g())',
  ],
  [
    'constructs watched variables',
    'let C = class { a = 1 }; const f = () => new C; C = class { b = 2 }; log(f(), new C().b)',
  ],
  [
    'tags with watched variables',
    'let t = (s) => s.raw[0]; const f = () => t`x\\n`; t = (s) => s[0].length; log(f())',
  ],
  [
    'reads watched variables everywhere',
    'let a = 1; const f = () => { a = [1, 2]; return [...a, a[0], typeof a, -a[1], a.length, `${a}`, a ? a : 0, (a, 1), !a] }; log(f())',
  ],
  [
    'writes members of watched variables',
    'let o = {}; const f = () => { o = { n: 1 }; o.x = 1; o.n++; o.y ||= 2; o["z"] = 3; delete o.n; return o }; log(f())',
  ],
  [
    'changes a watched variable inside of its assignment',
    'let x = 1; const f = () => { x = (x = 5, x + 1); x += (x = 10, 1); return x }; log(f())',
  ],
  [
    'loops with watched variables',
    'let i, k, out = []; const f = () => { for (i = 0; i < 2; i++) out.push(i); for (k in { a: 1 }) out.push(k); for (i of [7]) out.push(i); for ([k] of [[8]]) out.push(k); return out }; log(f(), i, k)',
  ],
  ['keeps a catch parameter', 'try { throw 1 } catch (e) { const f = () => e; e = 2; log(f()) }'],
  [
    'keeps names of function expressions',
    'const f = function g() { g = 1; return typeof g }; log(f()); (function h() { "use strict"; try { h = 1 } catch (e) { log(e) } })()',
  ],
  [
    'keeps block functions of sloppy code',
    '{ function b() { return 1 } } const f = () => b; log(f()()); if (true) { function c() {} c = 2; log(typeof c) } log(typeof c)',
  ],
  [
    'keeps let as a name',
    'var let = { x: 1 }; let.x++; log(let.x); var async = { of: 1 }; async.of = 2; log(async.of); var of = [1]; for (of of [[2]]) log(of[0])',
  ],
  [
    'keeps yield and await as names',
    'var yield_ = 1; var await = { a: 1 }; await.a++; log(await.a); var get = { set: 1 }; get.set += 1; log(get.set); var static_ = 1',
  ],
  [
    'roots hold what they held',
    'const cache = new Map(), list = [], o = { a: 1 }, s = "x", f = function () {}; const g = () => [cache.size, list, o, s, f.name]; cache.set(1, 2); log(g())',
  ],
  [
    'roots of comma expressions',
    'const a = (1, { b: 2 }); const f = () => a.b; log(f()); var x = a, y = (0, a); log(x === y)',
  ],
  [
    'compares what it evaluates once, from left to right',
    'const seen = []; const f = (v) => (seen.push(v), v); const o = {}; log(f(o) === f(o), f(1) !== f(2), f(o) == f(null), f(3) != f("3"), seen)',
  ],
  [
    'compares what changes meanwhile',
    'let a = {}, b = a; const f = () => { b = 1; return a }; log(b === f(), a === (a = 2), a !== b); function g(x, y = x === a, z = x !== y) { return [y, z] } log(g(2), g({}))',
  ],
  [
    'compares in loops, conditions, generators and after awaits',
    'async function f(p, q) { let n = 0; while ((await p) !== q && n < 2) n++; return n } function* g(x) { return (yield x) === x } const it = g(5); it.next(); log(it.next(5)); f(1, 2).then(log); for (const v of [1, NaN]) if (v !== v) log("NaN"); else switch (v === v) { case true: log("same") }',
  ],
  [
    'compares objects loosely by their value, once',
    'let n = 0; const o = { valueOf() { n++; return 7 } }; const f = (a, b) => [a == b, a != b, a === b]; log(f(o, 7), f(8, o), n)',
  ],
  [
    'steps a private field',
    'class A { #n = 1; #m = 5n; step() { return [this.#n++, ++this.#n, this.#m--, this.#n, this.#m] } } log(new A().step())',
  ],
  // Classes
  [
    'constructs classes',
    'class A { constructor(x) { this.x = x } get() { return this.x } } class B extends A { constructor() { super(1); this.y = 2 } get() { return super.get() + this.y } } log(new B(), new B().get())',
  ],
  [
    'constructs with fields',
    'class A { a = 1; b = this.a + 1; #c = 3; static d = 4; get c() { return this.#c } } log(new A(), new A().c, A.d)',
  ],
  [
    'constructs with an empty field',
    'class A { x; y\n z\n ["w"]\n *gen() { yield 1 } } log(Object.keys(new A()), [...new A().gen()])',
  ],
  [
    'constructs with an empty field before a computed one',
    'class A { x\n ["y"] = 1 } class B { x\n static y = 2 } class C { x\n } log(Object.keys(new A()), Object.keys(new B()), Object.keys(new C()))',
  ],
  [
    'names functions in fields',
    'class A { f = () => {}; g = function () {}; h = 1; static s = class {} } const a = new A(); log(a.f.name, a.g.name, A.s.name)',
  ],
  [
    'reads private fields',
    'class A { #a = 1; #b = { c: 2 }; m(o) { return [this.#a, this.#b.c, o.#a, o?.#a, o?.#b.c, #a in o] } n() { this.#a++; ++this.#a; this.#a += 5; this.#a ||= 1; this.#b.c = 3; this.#b = this.#b; return this.m(this) } } log(new A().n()); try { new A().m({}) } catch (e) { log(e.name) }',
  ],
  [
    'writes private fields of calls',
    'let n = 0; class A { #a = 1; self() { n++; return this } m() { this.self().#a = 2; this.self().#a += 3; this.self().#a++; this.self().#a ||= 9; this.self().#a ??= 8; return [this.self().#a, n] } } log(new A().m())',
  ],
  [
    'calls private methods and accessors',
    'class A { #n = 1; #m() { return this.#n } get #g() { log("get"); return this.#n } set #g(v) { log("set"); this.#n = v } static #s() { return 5 } f() { this.#g++; this.#g = this.#g + 1; return [this.#m(), A.#s(), this?.#m()] } } log(new A().f())',
  ],
  [
    'runs static blocks',
    'let x = 1; class A { static s = { a: 1 }; static { const k = "a"; x = this.s[k] + A.s.a; let t = 0; const f = () => t++; f(); t = t + 1; log(t) } } log(x)',
  ],
  [
    'computes class keys',
    'const o = { k: "m", l: () => "n" }; class A { [o.k]() { return 1 } static [o.l()] = 2; [o["k"] + 1] = 3 } log(new A().m(), A.n, new A())',
  ],
  [
    'extends a member',
    'const o = { A: class { a = 1 } }; class B extends o.A { b = 2 } class C extends o["A"] {} const f = (k) => class extends o[k] {}; log(new B(), new C(), new (f("A"))())',
  ],
  [
    'returns another object from super',
    'class A { constructor() { return { other: 1 } } } class B extends A { constructor() { const r = super(); r.z = this === r } } log(new B())',
  ],
  [
    'calls super late and in arrows',
    'class A {} class B extends A { constructor(x) { try { this.a } catch (e) { log(e) } const f = () => super(); f(); this.b = x } } log(new B(1)); class C extends A { constructor() { this.x = log("no") } } try { new C() } catch (e) { log(e) }',
  ],
  [
    'uses super members',
    'class A { get v() { return this.n } set v(x) { this.n = x } m() { return 1 } static s() { return 2 } } class B extends A { f(k) { super.v = 5; super.v++; super.v += 1; super["v"] ||= 1; return [super.v, super.m(), super[k](), super.m?.()] } static t() { return super.s() } } log(new B().f("m"), B.t())',
  ],
  [
    'constructs old style',
    'function A(x) { this.x = x; this.inc = () => this.x++ } A.prototype.get = function () { return this.x }; const a = new A(1); a.inc(); log(a.get(), A.prototype.get.name, A.length); const b = {}; A.call(b, 4); log(b.x)',
  ],
  [
    'constructs old style with strict mode',
    'function A() { "use strict"\n this.x = 1 } log(new A()); try { A() } catch (e) { log(e) }',
  ],
  [
    'has accessors with the same name',
    'const o = { get a() { return 1 }, set a(v) { log(v) }, async b() {}, *c() {}, async *d() {} }; o.a = o.a + 1; class C { get x() { return 1 } set x(v) { log(v) } static get x() { return 2 } } new C().x = C.x; log(Object.keys(o))',
  ],
  [
    'sets prototypes by literal',
    'const p = { inherited: 1 }; const o = { __proto__: p, a: 2 }; const f = (x) => ({ __proto__: x.p, b: x.p.inherited }); log(o.inherited, f({ p }).inherited)',
  ],
  // Functions
  [
    'has lengths and names',
    'const o = { m(a, b = 1, ...c) {}, get g() { return 1 } }; function f(a, { b }, c = 2) { this.x = a } log(o.m.length, f.length, f.name, (() => {}).name, (function () {}).name)',
  ],
  [
    'runs generators',
    'function* g(o) { o.a = yield o.b; o.c += yield* [o.a, 3]; const x = (yield)?.k; return [o, x] } const i = g({ b: 1, c: 2 }); log(i.next()); log(i.next(5)); log(i.next()); log(i.next(7)); log(i.next({ k: 1 }))',
  ],
  [
    'assigns yielded values',
    'function* g(o, k) { o[k] = yield 1; o[yield 2] += yield 3; o.x ||= yield 4; return o } const i = g({ z: 1 }, "k"); i.next(); i.next("v"); i.next("z"); i.next(5); log(i.next(6))',
  ],
  [
    'runs async functions',
    'const o = { n: 10, async take(k) { const n = this.n; await null; this.n = n - k; return this.n } }; Promise.all([o.take(1), o.take(2)]).then(log)',
  ],
  [
    'runs async arrows',
    'const f = async ({ a }, ...[b]) => { const r = await a.x(b); return r.y }; f({ a: { x: async (b) => ({ y: b }) } }, 4).then(log); const g = async x => (await x.p).q; g({ p: Promise.resolve({ q: 5 }) }).then(log)',
  ],
  [
    'awaits operands',
    'async function f(o) { o.a = await o.p; o.a += await o.p; o[await o.k] = await o.p; return await o.m() + o.a } f({ p: 1, k: "z", m: () => 5 }).then(log)',
  ],
  [
    'runs async generators',
    'async function* g(o) { for (const x of o.l) yield (await x).v; yield* o.r } (async () => { const out = []; for await (const v of g({ l: [{ v: 1 }], r: [2, 3] })) out.push(v); log(out) })()',
  ],
  [
    'uses arguments',
    'function f() { arguments[0] = 5; return [arguments.length, arguments[0], arguments[1].a, [...arguments].length] } log(f(1, { a: 2 }))',
  ],
  [
    'nests arrow functions',
    'const f = a => b => c => a.x[b.y[c.z]]; log(f({ x: { k: 1 } })({ y: { j: "k" } })({ z: "j" }))',
  ],
  [
    'returns arrows with computed bodies',
    'const f = (o) => o.a[o.b] ? o.a[o.b][o.c] : null; const g = o =>\n  // comment\n  o.a[o.b][o.c]; log(f({ a: { x: { y: 1 } }, b: "x", c: "y" }), g({ a: { x: { y: 2 } }, b: "x", c: "y" }))',
  ],
  [
    'recurses with temporaries',
    'function f(n) { return n.d ? g(n)[f(n.d)] : "k" } const g = (n) => ({ k: "k", v: n }); log(f({ d: { d: {} } }))',
  ],
  [
    're-enters an arrow with temporaries',
    'let depth = 0; const h = () => (depth++ < 3 ? f() : "k"); const f = () => g(depth)[h()]; const g = (n) => ({ k: "k", n }); log(f())',
  ],
  [
    'puts code behind directives',
    'function f() { "use strict"; return this } function g() { \'use strict\'\n return [this === undefined].map(x => [x][0]) } function h() { "a"\n "b"\n let o = {}; return o.x } log(f(), g(), h())',
  ],
  [
    'leaves direct eval alone',
    'function f(o) { const x = o.a; return eval("x + o.b") } let n = 1; function g() { n++; return eval("n") } log(f({ a: 1, b: 2 }), g())',
  ],
  ['lets indirect eval be', 'const o = { e: eval }; log((0, eval)("1+1"), o.e("2+2"), eval?.("3+3"))'],
  [
    'leaves with alone',
    'function f(o) { with (o) { a = b.c; return a } } let a = 0; const g = () => a++; g(); log(f({ a: 1, b: { c: 2 } }), a)',
  ],
  [
    'leaves functions in eval code alone',
    'function f() { var y = 1; eval("var z = 2"); const g = () => y + z; y = 5; return g() } log(f())',
  ],
  [
    'leaves asm functions alone',
    'function A(stdlib) { "use asm"; var f = stdlib.Math.fround; function g() { return 1 } return { g: g } } log(typeof A({ Math: Math }).g)',
  ],
  // Automatic semicolons
  [
    'begins statements with parentheses',
    'const o = { a: { b: 1 } }; const f = (x) => {\n  const p = x\n  p.a.b++\n  ++p.a.b\n  p.a.c ||= 1\n  p.a["d"] = 2\n  let t = p\n  t.a.e = p.a\n  return\n}\nf(o)\no.a.e = null\nlog(o)',
  ],
  [
    'begins statements after functions',
    'const o = { n: 1, k: "n" }; const f = function () { return 5 }\no.n++\nconst g = () => {}\no[o.k]++\nvar a = { b: o }\na.b.n++\nlog(o, f, g)',
  ],
  [
    'begins statements after do',
    'const f = (o) => { do o.n++; while (o.n < 3) o.m++\n do { o.n-- } while (o.n > 1) o.m++; return o }; log(f({ n: 0, m: 0 }))',
  ],
  [
    'begins statements without blocks',
    'const f = (o) => { if (o.a) o.b++; else o.c++; for (;o.b < 3;) o.b++; while (o.c < 2) ++o.c; label: o.d++; if (!o.a)\n o.b++\n else\n o.c++\n return o }; log(f({ a: 1, b: 0, c: 0, d: 0 }))',
  ],
  [
    'begins statements after labels and breaks',
    'const f = (o) => { for (;;) { if (o.x++ > 2) break\n o.y++ } x: { o.y++\n break x\n } return o }; log(f({ x: 0, y: 0 }))',
  ],
  [
    'begins statements after return and throw',
    'const f = (o) => { if (o.a) return\n o.a++\n o.b.c--\n }; const o = { a: 0, b: { c: 1 } }; f(o); log(o)',
  ],
  [
    'begins statements after yield',
    'function* f(o) { yield\n o.a++\n yield o\n o.b.c++ } const o = { a: 1, b: { c: 1 } }; log([...f(o)], o)',
  ],
  [
    'begins statements with watched variables',
    'let n = 0, m\nconst f = () => n\nn++\nm = n\nn--\n[n] = [7]\nlog(f(), m); const g = () => m\nm ||= 5\nm &&= 6\nlog(g())',
  ],
  [
    'ends statements where a line does',
    'let n = 3, f = (x) => x; const g = () => [n, f]\nn--\n[n] = [n + 4]\nf = n ? () => {} : () => {}\n;[n] = [n]\nf = n ? (x) => x : () => {}\n`t`\nn++\n(() => log(n))()\nif (n) n--\n[n] = [n * 2]\nlog(g().length, n); class A { x = n--\n ["y"] = 1; z = n ? 1 : () => {}\n *w() {} }; log(new A())',
  ],
  [
    'begins cases',
    'const f = (o) => { switch (o.k) { case 1: o.n++\n o.n++; break\n default: o.m++ \n o.m++ } return o }; log(f({ k: 1, n: 0 }), f({ m: 0 }))',
  ],
  ['reads HTML-like comments', 'var x = { a: 1 }\n<!-- x.a++\nx.a++\n--> x.a++\nlog(x.a)'],
  [
    'decrements before a comparison',
    'const f = (x) => { let s = 0; while (x.n-->0) s++; return s }; log(f({ n: 3 }))',
  ],
  ['has empty statements', ';;; const f = (o) => { ; o.a++; ; }; f({});;'],
  [
    'shortens conditions',
    'const f = (o) => { o.a && o.b++, o.c || o.d--; o.a ? o.b++ : o.d++; return o }; log(f({ a: 1, b: 1, c: 0, d: 1 }))',
  ],
  [
    'uses comma expressions',
    'const f = (o) => { for (let i = 0, j = o.n; i < j; i++, j--, o.m++); return o.a++, o.b++, o }; log(f({ n: 4, m: 0, a: 0, b: 0 }))',
  ],
  [
    'uses void, typeof and not',
    'const f = (o) => [void o.a, typeof o.a, !o.a, -o.a, +o.b, ~o.a, !o.c?.d.e]; log(f({ a: 1, b: "2" }))',
  ],
  [
    'uses exponents',
    'const f = (o) => [(-o.a) ** 2, o.a ** o.b, (o.a++) ** 2, (o.a) ** -1]; log(f({ a: 2, b: 3 }))',
  ],
  [
    'uses templates',
    'const f = (o) => `a${o.b}c${o.d[o.e]}${`${o.b}`}`; log(f({ b: 1, d: { x: 2 }, e: "x" }))',
  ],
  [
    'uses exports',
    'exports.a = 1; exports.b = () => exports.a++; exports.b(); module.exports.c = exports.a; log(module.exports)',
  ],
  [
    'replaces exports',
    'const o = module.exports = { n: 1, inc() { return o.n++ } }; o.inc(); exports = module.exports',
  ],
  ['returns from the top', 'log(1); if (module) { module.exports.x = 1; return } log(2)'],
  ['has new.target at the top', 'log(new.target)'],
  [
    'imports dynamically',
    'import("node:path").then((m) => log(typeof m.join), (e) => log(e.name)); const f = async (o) => import(o.x); f({ x: "nope:x" }).catch((e) => log(e.name))',
  ],
  [
    'keeps a fresh list to itself',
    'function f() { const out = []; for (let i = 0; i < 3; i++) out[i] = i; out.push(9); out.length--; return out } function g() { const m = new Map(); m.set(1, { a: 1 }).set(2, 3); m.get(1).a++; return [...m] } log(f(), g())',
  ],
  [
    'hands a fresh list out',
    'const all = []; function f(n) { const l = [n]; all.push(l); l.push(2); return l } f(1); log(all)',
  ],
  [
    'names things with a dollar',
    'const $rw = 1, $r0w = 2, $rwo = { a: 3 }; const f = (o) => o.a; log($rw, $r0w, f($rwo), $rwo.a)',
  ],
  [
    'has names beyond ASCII',
    'const \u00e4 = { \u00f6: { "\u{1F600}": 1 } }; const f = (o) => o.\u00f6["\u{1F600}"]; log(f(\u00e4)); function g(\u00fc) { return(\u00fc).\u00f6 } log(g(\u00e4))',
  ],
  ['keeps line separators', 'const f = (o) => o.a\u2028+ o.b; log(f({ a: 1, b: 2 }))'],
  ['keeps carriage returns', 'const f = (o) =>\r\n  o.a\r\n  .b\r\nlog(f({ a: { b: 1 } }))'],
  // References in parentheses, dead zones
  [
    'keeps this of a parenthesised chain that is called optionally',
    'const a = { b() { return this.v }, v: { c: 42 }, d: { e() { return this === a.d } } }; log((a?.b)?.().c, (a?.d.e)?.())',
  ],
  [
    'looks for the iterator before the targets of a pattern',
    'const o = {}; try { [late.x] = o } catch (e) { log(e instanceof TypeError) } let late = 1; late = 2',
  ],
  [
    'names no function after a temporary',
    'const o = {}; let f = ({ name: o.x } = function () {}); log(f.name, o.x); const k = "k"; log((class { static k = { n: this.name } })?.[k].n)',
  ],
  [
    'gives the value that was taken apart',
    'const s = new Set([1]), o = { x: 2 }; let a, w; log(([a] = s) === s, a, ({ x: a } = o) === o, a); const f = () => ([w] = s); const g = () => { w = 3; return ([o.x, w] = [4, 5]).length }; log(f() === s, w, g(), w, o.x)',
  ],
  // Parameters that move into the body
  [
    'takes parameters apart',
    'const f = ({ a, b: { c }, ...d }, [e, , g]) => [a, c, d, e, g]; log(f({ a: 1, b: { c: 2 }, z: 3 }, "xyz"), f.length)',
  ],
  [
    'takes parameters apart over lines, with comments and a last comma',
    'const f = async (x, {\n  a, // one )\n  b = 3, /* two => */\n}, // three {\n) /* ( */ => /* { */ ({ x, a, b })\n; f(1, { a: 2 }).then((r) => log(r))',
  ],
  [
    'keeps the length of functions that take parameters apart',
    'log((({ a }) => a).length, (({ a } = {}) => a).length, (function (x, { a } = {}, y) {}).length, ((x, ...[y]) => y).length, ((a, { b }, c = 1, d) => b).length)',
  ],
  [
    'gives defaults to parameters that are taken apart',
    'const f = ({ a = 1, b: { c = a } = {} } = {}, d = a + c, e) => [a, c, d, e]; log(f(), f({ a: 2 }), f({ b: { c: 3 } }, undefined, 5), f(undefined, null))',
  ],
  [
    'evaluates parameters from left to right',
    'const t = []; const n = (v) => (t.push(v), v); const o = (k) => ({ get [k]() { t.push(k); return undefined } }); const f = (w = n("w"), { a = n("A") }, x = n("x"), { b = n("B") } = o("b"), y = n("y")) => t; log(f(undefined, o("a")))',
  ],
  [
    'names functions in parameters',
    'const f = ({ a = () => 1, b: c = function () {}, d = class {} } = {}, e = () => 2) => [a.name, c.name, d.name, e.name]; log(f())',
  ],
  ['does not see later parameters', 'const f = ({ a = b }, b) => a; try { f({}, 1) } catch (e) { log(e) }'],
  [
    'does not see the body from its parameters',
    'var x = "out"; function f({ a = () => x }) { var x = "in"; return a() + x } function g({ a = () => x }) { { let x = 1 } return a() } log(f({}), g({}))',
  ],
  [
    'has variables of the same names as parameters',
    'function f({ a, b }) { var a; function b() {} return [a, typeof b] } log(f({ a: 1, b: 2 }))',
  ],
  [
    'closes over parameters',
    'function f({ n }, g = () => ++n) { return [g(), g(), n, ((n) => n)(7)] } log(f({ n: 1 }))',
  ],
  [
    'keeps arguments apart from parameters',
    'function f({ a }, b) { b = 2; return [arguments[1], arguments.length] } log(f({ a: 1 }, 1, 5))',
  ],
  [
    'fails in its parameters as it should',
    'const e = (x) => log(x instanceof TypeError); const f = async ({ a }) => a; f().catch(e); const g = ({ a }) => a; try { g(null) } catch (x) { e(x) } function* h({ a }) { yield a } try { h() } catch (x) { e(x) } log("done")',
  ],
  [
    'takes parameters of methods apart',
    'class A { constructor({ a }) { this.a = a } set b([x]) { this.c = x } m({ d } = this) { return d } static s = ({ e }) => e; #p({ f }) { return f } q(o) { return this.#p(o) } } class B extends A { constructor({ a }, z = a) { super({ a: z }); this.z = z } } const x = new B({ a: 1 }); x.b = [2]; x.d = 4; log(x, x.m(), A.s({ e: 5 }), x.q({ f: 6 }), A.length, B.length)',
  ],
  [
    'takes parameters of this and new apart',
    'function F({ a = this.z, t = new.target }) { this.a = a; log(t === F) } F.prototype.z = 9; log(new F({}))',
  ],
  [
    'shows generators and directives of functions with parameters taken apart',
    'function* f({ a }) { yield a } function g(a) { "use strict"; return this === undefined && a } function h({ a }) { "not a rule"; return a } log([...f({ a: 1 })], g(2), h({ a: 3 }))',
  ],
  [
    'iterates what parameters take apart once',
    'let n = 0; const i = { *[Symbol.iterator]() { n++; yield 1; n += 10; yield 2 } }; const f = ([a]) => a; log(f(i), n)',
  ],
  [
    'assigns to parameters that were taken apart',
    'async function f({ n }, add) { const up = async () => { n = n + add; await null; n += 1 }; await Promise.all([up(), up()]); return n } f({ n: 1 }, 2).then((r) => log(r))',
  ],
  // What inner functions share
  [
    'shares a parameter',
    'const memo = (fn, cache = new Map()) => (k) => cache.get(k) ?? cache.set(k, fn(k)).get(k); const f = memo((x) => x * 2); log(f(2), f(2))',
  ],
  [
    'shares a parameter of a short arrow function',
    'const f = o => () => o.a\n;[f].forEach((g) => log(g({ a: 1 })()))',
  ],
  [
    'shares names of patterns',
    'const { state, list: [first] } = { state: { n: 0 }, list: [{ n: 5 }] }\nconst up = () => ++state.n + first.n\n;[1, 2].forEach(() => log(up())); if (1) var { v } = { v: { w: 1 } }; else log("no"); log((() => v.w)())',
  ],
  // Targets of loops
  [
    'writes variables and members in the heads of loops',
    'let x; const o = {}; const see = () => [x, o.a, o.b]; for (x of [1, 2]) log(see()); for (o.a of [3]) { log(see()) } for (x in { k: 1 }) log(see()); for (o["b"] of [4]) for ([x] of [[5]]) log(see()); for (x of []); for (var v of [6]) (() => v)(); log(v, (() => (v = 7))(), v)',
  ],
  // Undeclared names
  [
    'assigns names that nobody declares',
    'function f() { started = 1; started++; started += 2; started ||= 9; return started } log(typeof started); try { started } catch (e) { log(e) } try { started++ } catch (e) { log(e) } log(f(), typeof started, delete globalThis.started, typeof started)',
  ],
  [
    'does not assign undeclared names in strict code',
    'function f() { "use strict"; strictly = 1 } try { f() } catch (e) { log(e) } log("strictly" in globalThis)',
  ],
  [
    'names functions of undeclared names and loops over them',
    'function f() { handler = () => 1; for (item of [1, 2]) [last] = [item]; return handler.name + item + last } log(f()); delete globalThis.handler',
  ],
  // Exports
  [
    'counts in its exports',
    'exports.n = 0; exports.up = () => { exports.n = exports.n + 1; module.exports.n++ }; exports.up(); log(exports.n)',
  ],
  [
    'equality of a variable with writes before, between and behind',
    'function f(a, b, o) { const s = []; b = a; s.push(a === b, o[b.k]); a = { k: "z" }; s.push(a === b, a === (a = b), b !== (b = o), a === (s.push("x"), a)); for (a of [o, b]) s.push(a === b, o[a.k]); a = null; s.push(a === b); b = 1; a = b; return s } log(f({ k: "k" }, 1, { k: 5 }))',
  ],
  [
    'exports anew and counts there',
    'function up() { return ++module.exports.n }\nmodule.exports = { n: 5, up }\n;[1].forEach(() => log(module.exports.up())); if (0) module.exports = {}; else log("else")',
  ],
];
