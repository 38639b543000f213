// Helpers that do nothing but what the code would do without them, and an evaluation of both texts in a fresh realm.

import vm from 'node:vm';
import { transform } from '../../instrument/transform/transform.ts';

const IDENTITY = `(() => {
  const first = (x) => x;
  const second = (x, v) => v;
  const helpers = {
    o: first, m: first, i: first, a: first, e: first, f: first, z: first, r: first, t: first, l: first, x: first,
    k: (x, k) => (x === null || x === undefined || typeof k !== 'object' || k === null ? k : toKey(k)),
    g: (x, k) => x[k], v: second, w: second, q: second,
    j: (a, b) => a === b, je: (a, b) => a == b, jn: () => false,
    p() {}, pq() {}, u() {}, uq() {}, d() {}, lp() {}, lu() {}, lq() {}, n: () => ({}), ne: () => ({}), xi: first, b: 0,
  };
  const toKey = (k) => Reflect.ownKeys({ [k]: 0 })[0];
  Object.defineProperty(globalThis, '__racewatch$', { value: { module: () => helpers } });
})()`;

/** What a program did: what it logged, and how it ended. */
export type Outcome = readonly string[];

/** Runs a CommonJS module body, which logs through `log(…)`, until nothing is left to do. */
export async function runAsModule(code: string): Promise<Outcome> {
  const outcome: string[] = [];
  const context = vm.createContext({
    log: (...values: unknown[]) => void outcome.push(values.map((value) => show(value)).join(' ')),
    setTimeout,
    setImmediate,
  });
  vm.runInContext(IDENTITY, context);
  try {
    const wrapper = vm.runInContext(`(function (exports, require, module) {${code}\n})`, context);
    const module = { exports: {} };
    await wrapper.call(module.exports, module.exports, () => ({ outside: 1 }), module);
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
    outcome.push(`exports ${show(module.exports)}`);
  } catch (error) {
    outcome.push(`threw ${show(error)}`);
  }
  return outcome;
}

export function instrumented(code: string): string {
  return transform({ code, file: 'snippet.js', key: 'snippet', format: 'commonjs' })?.code ?? code;
}

function show(value: unknown): string {
  if (typeof value === 'function') return `function ${value.name}/${value.length}`;
  if (value instanceof Error || Object.prototype.toString.call(value) === '[object Error]') {
    const { name, message } = value as Error;
    return `${name}: ${message.replace(/^.* is not (a function|a constructor|iterable).*$/, 'not callable or iterable')}`;
  }
  if (typeof value === 'object' && value !== null) {
    const text = JSON.stringify(value, (_, part) =>
      typeof part === 'function' ? `function ${part.name}` : part,
    );
    return text;
  }
  return Object.is(value, -0) ? '-0' : String(value);
}
