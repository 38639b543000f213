// Values of another realm are watched as our own: same kinds, same records, and what a program of that realm gets to
// see is of that realm.

import { compileFunction, createContext, runInContext } from 'node:vm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { hooksDriver } from '../../instrument/async/hooks.ts';
import { installInstrumentation } from '../../instrument/modules/install.ts';
import { configureRealms, makeReady, type RealmGlobal } from '../../instrument/runners/realm.ts';
import { transform } from '../../instrument/transform/transform.ts';
import { defaultOptions } from '../../src/config/options.ts';
import { rootPath } from '../../src/core/path.ts';
import { isEmpty, tokenOf } from '../../src/core/values.ts';
import { kindOf, markedKindOf } from '../../src/membrane/kinds.ts';
import { isWatched, mark, unwrap } from '../../src/membrane/watch.ts';
import { claim, setSession } from '../../src/registry.ts';
import { installHelpers } from '../../src/sites/helpers.ts';
import { registerModule } from '../../src/sites/modules.ts';
import { ByHand } from '../unit/by-hand.ts';
import { recordsOf } from '../unit/records.ts';
import { outcome, picture, watched } from './picture.ts';

type Program = (value: unknown) => unknown;

const context = createContext({ structuredClone });
const untouched = createContext({});
const foreign = runInContext('globalThis', context) as RealmGlobal;
const evaluate = (text: string, realm = context): unknown => runInContext(`(${text})`, realm);
const here = (text: string): unknown => compileFunction(`return (${text})`)();

installHelpers(() => {});
configureRealms({
  driver: hooksDriver,
  instrumentation: installInstrumentation(
    { ...defaultOptions(), instrument: 'off', roots: ['none'] },
    { register: () => {} },
  ),
});
claim('0.0.0', __dirname);
makeReady(foreign);
afterAll(() => setSession(undefined));

let run: ByHand;
beforeEach(() => {
  run = new ByHand();
});

describe('the kind of a value of another realm', () => {
  const kinds: [expression: string, kind: string, marked: string | undefined][] = [
    ['{ a: 1 }', 'object', 'object'],
    ['Object.create(null)', 'object', 'object'],
    ['[1]', 'array', 'array'],
    ['new Map()', 'map', 'map'],
    ['new Set()', 'set', 'set'],
    ['new (class Shop { open = 1 })()', 'object', 'object'],
    ['new (class Shop { #open = 1; is() { return this.#open } })()', 'class with private members', 'object'],
    ['new (class extends Map {})()', 'map', 'map'],
    ['new (class extends Array {})()', 'array', 'array'],
    ['Object.create({ shared: 1 })', 'object', 'object'],
    ['new Date()', 'built-in Date', undefined],
    ['/x/', 'built-in RegExp', undefined],
    ['new Error("x")', 'built-in Error', undefined],
    ['Promise.resolve(1)', 'built-in Promise', undefined],
    ['new Uint8Array(1)', 'built-in Uint8Array', undefined],
    ['new Proxy({}, {})', 'proxy made by others', undefined],
    ['Object.prototype', 'built-in Object.prototype', 'object'],
    ['globalThis', 'the global object of another realm', undefined],
  ];

  it.each(kinds)('%s: %s', (expression, kind, marked) => {
    const value = evaluate(expression) as object;
    const verdict = kindOf(value);
    expect('kind' in verdict ? verdict.kind : verdict.refusal).toBe(kind);
    expect(markedKindOf(value)).toBe(marked);
  });

  it('says whether it is empty, and of dates which they are, as at home', () => {
    for (const empty of ['{}', '[]', 'new Map()', 'new Set()']) expect(isEmpty(evaluate(empty))).toBe(true);
    for (const full of ['{ a: 1 }', '[1]', 'new Map([[1, 1]])', 'new Set([1])', 'new Date()']) {
      expect(isEmpty(evaluate(full))).toBe(false);
    }
    expect(tokenOf(evaluate('new Date(5)'))).toMatchObject({ time: 5 });
  });
});

/** Value and program; both are evaluated in the realm. */
const programs: [value: string, program: string][] = [
  ['{ a: { b: 1 } }', 'v => v.a'],
  ['{ a: { b: 1 } }', 'v => Object.keys(v)'],
  ['{ a: { b: 1 } }', 'v => Object.values(v)'],
  ['{ a: { b: 1 } }', 'v => Object.entries(v)'],
  ['{ a: { b: 1 } }', 'v => Reflect.ownKeys(v)'],
  ['{ a: { b: 1 } }', 'v => ({ ...v })'],
  ['{ a: { b: 1 } }', 'v => Object.assign({}, v)'],
  ['{ a: { b: 1 } }', 'v => JSON.stringify(v)'],
  ['{ a: { b: 1 } }', 'v => { v.a.c = [1]; return v.a }'],
  ['{ a: { b: 1 } }', 'v => v instanceof Object && v.a instanceof Object'],
  ['{ a: 1 }', 'v => v.constructor === Object && Object.getPrototypeOf(v) === Object.prototype'],
  ['{ a: 1 }', 'v => Object.prototype.hasOwnProperty.call(v, "a")'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => v.map((item) => item.n)'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => v.filter(({ n }) => n > 1)'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => v.slice(1)'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => v.splice(0, 2)'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => v.concat([{ n: 4 }])'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => [...v]'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => [...v.entries()]'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => v.toSorted((a, b) => a.n - b.n)'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => { v.push({ n: 9 }); return v.at(-1) }'],
  ['[{ n: 3 }, { n: 1 }, { n: 2 }]', 'v => v.reduce((sum, { n }) => sum + n, 0)'],
  ['[{ n: 3 }]', 'v => Object.getPrototypeOf(v.values()) !== null && v.keys().toString()'],
  ['[{ n: 3 }]', 'v => [v instanceof Array, Array.isArray(v), v.constructor === Array]'],
  ['[1]', 'v => v.map(5)'],
  ['new Map([["k", { n: 1 }]])', 'v => v.get("k")'],
  ['new Map([["k", { n: 1 }]])', 'v => [...v]'],
  ['new Map([["k", { n: 1 }]])', 'v => [...v.entries()]'],
  ['new Map([["k", { n: 1 }]])', 'v => [...v.values()]'],
  ['new Map([["k", { n: 1 }]])', 'v => [v.size, v.has("k"), v.has("x"), v.delete("k"), v.size]'],
  [
    'new Map([["k", { n: 1 }]])',
    'v => { const all = []; v.forEach((item, key) => all.push([key, item])); return all }',
  ],
  ['new Map([["k", { n: 1 }]])', 'v => v.set("l", [1])'],
  ['new Map([["k", { n: 1 }]])', 'v => v instanceof Map && v.constructor === Map'],
  ['new Map([["k", { n: 1 }]])', 'v => v.entries() instanceof Object && v.entries().toString()'],
  ['new (class extends Map { get(key) { return [super.get(key)] } })([["k", 1]])', 'v => v.get("k")'],
  ['new (class extends Map {})([["k", { n: 1 }]])', 'v => [...v.entries()]'],
  ['Object.freeze(new Map([["k", { n: 1 }]]))', 'v => [...v.entries()]'],
  ['new Set([1, 2])', 'v => [...v]'],
  ['new Set([1, 2])', 'v => [...v.entries()]'],
  ['new Set([1, 2])', 'v => "union" in v ? v.union(new Set([3])) : new Set([1, 2, 3])'],
  ['new Set([1, 2])', 'v => v.add(3)'],
];

const HOME = Object.prototype;

/** The objects of this realm among what a program of the other one gets to see. */
function strangers(value: unknown, seen = new Set<unknown>()): unknown[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const inside = runInContext(
    '(v) => v instanceof Map ? [...v.keys(), ...v.values()] : v instanceof Set ? [...v] : []',
    context,
  );
  const parts: unknown[] = [
    ...Object.values(unwrap(value)),
    ...((inside as Program)(unwrap(value)) as unknown[]),
  ];
  const own = HOME.isPrototypeOf.call(HOME, value) ? [value] : [];
  return [...own, ...parts.flatMap((part) => strangers(part, seen))];
}

describe('a program of another realm', () => {
  it.each(programs)('does the same with a watched %s: %s', (expression, program) => {
    const fn = evaluate(program) as Program;
    const [raw, twin] = [evaluate(expression), evaluate(expression)];
    const value = watched(twin);
    let seen: unknown;
    const outcomes = [
      outcome(() => fn(raw), true),
      outcome(() => {
        seen = fn(value);
        return seen;
      }, true),
    ];
    expect(isWatched(value)).toBe(true);
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(picture(twin)).toEqual(picture(raw));
    expect(strangers(seen)).toEqual([]);
  });

  it('leaves the same records as one of this realm', () => {
    for (const [expression, program] of programs.filter(([, text]) => !text.includes('(5)'))) {
      const records = [evaluate, here].map((inRealm) => {
        const fn = inRealm(program) as Program;
        const raw = inRealm(expression) as object;
        const value = watched(raw);
        new ByHand().turn(1, () => fn(value));
        return recordsOf(raw);
      });
      // This realm's own built-ins are not patched here.
      if (/Object\.|JSON|Reflect|\.\.\.v /.test(program)) expect(records[0]).not.toEqual(['not watched']);
      else expect(records[0], `${expression} ${program}`).toEqual(records[1]);
    }
  });

  it('has values of a third realm watched, which nobody has made ready', () => {
    const value = watched(evaluate('new Map([["k", [{ n: 1 }]]])', untouched)) as Map<
      string,
      { n: number }[]
    >;
    run.turn(1, () => [...value].map(([, [first]]) => first?.n));
    expect(recordsOf(unwrap(value))).toEqual(['all: iterate']);
    expect(recordsOf(unwrap(value).get('k') as object)).toEqual(['all: iterate']);
  });
});

describe('instrumented source in another realm', () => {
  const cases: [value: string, body: string, records: string[]][] = [
    ['{ stock: 5 }', 'o.stock--', ['stock: read write']],
    ['{ stock: 5 }', 'return Object.keys(o)', ['all: read']],
    ['{ stock: 5 }', 'const all = Object; return all.hasOwn(o, "stock")', ['stock: read']],
    ['{ stock: 5 }', 'const own = {}.hasOwnProperty; return own.call(o, "stock")', ['stock: read']],
    ['{ stock: 5 }', 'const all = Reflect; return all.get(o, "stock")', ['stock: read']],
    ['{ stock: 5 }', 'Object.assign(o, { stock: 4 })', ['stock: write']],
    ['[1, 2]', 'o.push(3)', ['all: resize']],
    ['[1, 2]', 'for (const item of o) item', ['all: iterate']],
    ['new Map([["k", 1]])', 'o.set("k", o.get("k") - 1)', ['k: read write']],
    ['new Map([["k", 1]])', 'const { get } = Map.prototype; return get.call(o, "k")', ['k: read']],
    ['new Set([1])', 'for (const item of o) item', ['all: iterate']],
  ];
  let keys = 0;

  it.each(cases)('records what it does to %s: %s', (expression, body, records) => {
    const key = `f${++keys}`.padStart(16, '0');
    const code = `exports.run = function (o) { ${body} };`;
    const made = transform({ code, file: `/r${keys}.js`, key, format: 'commonjs' });
    // Where nothing but a built-in does the work there is nothing to instrument.
    if (made !== undefined) registerModule(key, made.sites, () => made.table, `/r${keys}.js`);
    const exports: { run?: Program } = {};
    compileFunction(made?.code ?? code, ['exports'], { parsingContext: context })(exports);
    const raw = evaluate(expression) as object;
    mark(raw, rootPath('shared'));
    run.turn(1, () => exports.run?.(raw));
    expect(recordsOf(raw)).toEqual(records);
  });

  it('finds the detector, and built-ins that look like those of its realm', () => {
    const registry = Symbol.for('racewatch.registry');
    expect(Reflect.get(foreign, registry)).toBe(Reflect.get(globalThis, registry));
    expect(runInContext('Object.keys.name + Object.keys.length + Promise.all.name', context)).toBe(
      'keys1all',
    );
    expect(runInContext('Object.keys instanceof Function', context)).toBe(true);
    expect(Object.keys(foreign)).toEqual(['structuredClone']);
  });

  it('takes copies without Proxies', () => {
    const value = watched(evaluate('{ inner: [1] }'));
    const copy = (evaluate('(v) => structuredClone({ v })') as Program)(value);
    expect(copy).toEqual({ v: { inner: [1] } });
  });
});
