// What a program sees in `error.message` when something cannot be looped over or taken apart: the words of
// the plain program.

import { describe, expect, it } from 'vitest';
import { engineWords } from '../../instrument/modules/engine-words.ts';
import { eachChild } from '../../instrument/transform/nodes.ts';
import { parseModule } from '../../instrument/transform/parse.ts';
import { rootPath } from '../../src/core/path.ts';
import { mark } from '../../src/membrane/watch.ts';
import { provideWords } from '../../src/sites/refusals.ts';
import { instrumented } from './instrumented.ts';

provideWords(engineWords(() => ({ parseModule, eachChild })));

const BODIES = [
  'let f = 1; const g = () => { f = 2; return f; }; g(); f(1)',
  'for (const item of o.none) item',
  'for (const item of o) item',
  'for (const item of o.n) item',
  'for (const item of o.f()) item',
  'const { a } = o.none; return a',
  'const { a: { b } } = o; const { c } = b; return c',
  'const {} = o.none',
  'let a; ({ a } = o.none)',
  'const none = undefined; const [a] = none; return a',
  'return o.none.m()',
  'o.m?.(); return o.m?.()',
  'return o.a?.m?.()',
  'return o.m(v)',
  'return o.a.m()',
  'return o.n.m()',
  'return o.s.length()',
  'return o.f().m()',
  'return o?.a.m()',
  'return (o?.a).m()',
  'return o.m`text`',
  'o.a.m(o.a.m = v)',
  'let seen = []; try { o.m(seen.push(1)) } catch (e) { return seen + e.message }',
  'for (const item of o.m()) item',
  'const [a] = o.m(); return a',
  'return [...o.m()]',
  'return o.m(...[1])',
  'return o.m(...[1], 2)',
];

const told = (fn: (...args: readonly unknown[]) => unknown, watched: boolean): string => {
  const object = { a: {}, n: 5, s: 'text', f: () => ({}), 0: {}, key: {} };
  if (watched) mark(object, rootPath('shared'));
  try {
    return `gives ${String(fn(object, 'key', {}))}`;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};

describe('an error that the engine would have made', () => {
  it.each(BODIES)('says the same of %s', (body) => {
    const plain = told(new Function('o', 'k', 'v', body) as () => unknown, false);
    expect(told(instrumented(body), false)).toBe(plain);
    expect(told(instrumented(body), true)).toBe(plain);
  });

  it('runs no getter and no trap to find out', () => {
    let runs = 0;
    const foreign = new Proxy({}, { get: () => () => ++runs, has: () => expect.fail('trap') });
    expect(instrumented('return o.m()')(foreign)).toBe(1);
    const object = {
      get m() {
        runs++;
        return () => 'method';
      },
    };
    expect(instrumented('return o.m()')(object)).toBe('method');
    expect(runs).toBe(2);
  });
});
