// What surrounds the random lines of a program: the names they use, objects that log each look at them, and a
// description of values that looks at nothing of its own accord.

/** The program as a CommonJS text. `late` is in its dead zone until the last line of the synchronous part. */
export function programText({
  strict,
  top,
  later,
}: {
  strict: boolean;
  top: string[];
  later: string[];
}): string {
  const random = [...top, 'exports.later = async () => {', ...later, '};']
    .join('\n')
    .replaceAll('WITH (', strict ? 'if (' : 'with (');
  return `${strict ? "'use strict';\n" : ''}${BEFORE}${random}\n${AFTER}`;
}

const BEFORE = `let a = 1, b = 'x', c; var v = { x: 1 }; const k = 5; var p = null, q;
class Base {
  constructor(w) { this.w = w; }
  get z() { log('Base z'); return 7; }
  set z(w) { log('Base z =', w); }
  m(w) { fuel(); return w; }
}
class Klass extends Base {
  #n = 1; #list = [];
  static count = 0;
  x = log('field x', 1);
  bump(by) { fuel(); this.#n += by; this.#list.push(this.#n); Klass.count++; return this.#n--; }
  get g() { return this.#n; }
  static m() { return new this('made'); }
}
const o = {
  x: 1, y: { x: 2 }, deep: { x: { y: 1 } }, C: Klass,
  get g() { log('get g'); return c; },
  set g(w) { log('set g', w); c = w; },
  m(w) { fuel(); log('m', this === o, arguments.length); return this; },
};
let u = 3, w = 4; const arr = [1, 'y', { x: 3 }], map = new Map([['x', 1]]), set = new Set([1, 'x']);
const inst = new Klass('inst'), frozen = Object.freeze({ x: 1, deep: { x: 1 } });
const key = { [Symbol.toPrimitive](hint) { log('toPrimitive', hint); return 'x'; } };
const px = probe('px', { x: 1, m(w) { return w; }, [Symbol.iterator]: () => [1, 2][Symbol.iterator]() });
function fn(w, u) { fuel(); arguments[0] = 9; return typeof w === 'function' ? w : new.target ? undefined : w; }
const pf = probe('pf', function pf(w) { return w; });
function* iter(n) { try { for (let i = 0; i < n; i++) { fuel(); log('got', yield i); } } finally { log('iter left'); } }
function tag(strings, ...values) { log('tag', strings.raw.length, ...values); return strings; }
const soon = async (w) => { await null; return log('soon', w); };
const kept = []; const keep = (f) => { kept.push(f); };
`;

const AFTER = `let late = 1;
for (const f of kept) { try { log('kept', f(), f()); } catch (e) { log('caught', e); } }
exports.state = () => ({ a, b, c, v, o, arr, map, set, inst, frozen, p, q, late });
exports.kinds = { Klass };
`;

const DETAIL = 120;

/** Gives every object a number at first sight, so that the same run gives the same text. */
export class Describer {
  #seen = new Map<object, number>();

  describe(value: unknown): string {
    if (typeof value === 'string')
      return JSON.stringify(value.length > DETAIL ? `${value.slice(0, DETAIL)}…${value.length}` : value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
    if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return String(value);
    const known = this.#seen.get(value);
    if (known !== undefined) return `@${known}`;
    this.#seen.set(value, this.#seen.size);
    return `@${this.#seen.size - 1}${typeof value === 'function' ? nameOf(value) : errorText(value)}`;
  }

  /** An object with all below it, by descriptors: no getter runs. */
  dump(value: unknown, depth: number, isOpaque: (object: object) => boolean): string {
    const text = this.describe(value);
    if (depth === 0 || value === null || (typeof value !== 'object' && typeof value !== 'function'))
      return text;
    if (isOpaque(value)) return text;
    const within = (inner: unknown) => this.dump(inner, depth - 1, isOpaque);
    const members = membersOf(value).map((member) => member.map(within).join(' => '));
    const entries = Reflect.ownKeys(value)
      .filter((key) => !isOwnOfHost(value, key))
      .map((key) => `${String(key)}:${property(Object.getOwnPropertyDescriptor(value, key) ?? {}, within)}`);
    return `${text}${Object.prototype.toString.call(value)}{${[...members, ...entries].join(', ')}}`;
  }
}

function property(
  { value, get, set, writable, enumerable, configurable }: PropertyDescriptor,
  within: (inner: unknown) => string,
): string {
  const flags = `${writable ? 'w' : ''}${enumerable ? 'e' : ''}${configurable ? 'c' : ''}`;
  return `${flags} ${get || set ? 'accessor' : within(value)}`;
}

// A watched Map or Set has its recording methods on itself, and Node numbers promises once async hooks are on.
const HOOKS = /^Symbol\((?:async|trigger_async)_id_symbol\)$/;

function isOwnOfHost(value: object, key: string | symbol): boolean {
  if (typeof value === 'function') return key === 'prototype' || key === 'arguments' || key === 'caller';
  if (HOOKS.test(String(key))) return true;
  return isCollection(value) && (key in Map.prototype || key in Set.prototype);
}

const isCollection = (value: object) => /Map|Set/.test(Object.prototype.toString.call(value));

function membersOf(value: object): unknown[][] {
  const members: unknown[][] = [];
  try {
    Map.prototype.forEach.call(value as Map<unknown, unknown>, (item, key) => members.push([key, item]));
  } catch {
    try {
      Set.prototype.forEach.call(value as Set<unknown>, (item) => members.push([item]));
    } catch {
      // Neither of them.
    }
  }
  return members;
}

const nameOf = (value: object): string =>
  `<function ${String(Object.getOwnPropertyDescriptor(value, 'name')?.value)}>`;

// V8 quotes the source in these texts, or words them by what it finds in the source.
const QUOTING: readonly (readonly [RegExp, string])[] = [
  [/^[\s\S]*? is not (?:a function|(?:async )?iterable)[\s\S]*$/, '… is not callable or iterable'],
  [/^[\s\S]*? is not a constructor$/, '… is not a constructor'],
  [/'[^']*' as it is/, '… as it is'],
  [
    /^Cannot destructure property '([\s\S]*)' of … as it is (\w+)\.$/,
    "Cannot read properties of $2 (reading '$1')",
  ],
  // A private field is read before it is written.
  [/^Cannot write private member (\S+) to /, 'Cannot read private member $1 from '],
  [/ of (function|object) '[\s\S]*'$/, ' of $1 …'],
  [/'(?:class|function|async|\() ?[\s\S]*'/, '…'],
];

/** Name and message of an error of the program, without the words that quote its source. */
export function errorText(value: object): string {
  const message = Object.getOwnPropertyDescriptor(value, 'message')?.value;
  if (typeof message !== 'string' || !Object.prototype.toString.call(value).includes('Error')) return '';
  const kind = (Object.getPrototypeOf(value) as { name?: unknown } | null)?.name;
  const plain = QUOTING.reduce((text, [quoting, instead]) => text.replace(quoting, instead), message);
  return `<${String(kind)}: ${plain}>`;
}
