// Variables that several functions share: nothing while the turn that made them runs, a location after that.

import { beforeEach, describe, expect, it } from 'vitest';
import type { Location } from '../../src/core/location.ts';
import { READ, WRITE } from '../../src/core/ops.ts';
import { renderPath, rootPath } from '../../src/core/path.ts';
import { mark, shadowOf } from '../../src/membrane/watch.ts';
import { l, lq, lu, n, type Variable, x } from '../../src/sites/variables.ts';
import { ByHand } from './by-hand.ts';
import { type Exports, load } from './instrumented.ts';
import { recordsOf, told } from './records.ts';

let run: ByHand;
beforeEach(() => {
  run = new ByHand();
});

/** Site numbers that belong to no module. */
const [HERE, THERE] = [2 ** 29 + 1, 2 ** 29 + 2];

const history = (location: Location | undefined): string[] => {
  if (location === undefined) return ['no location'];
  const lines: string[] = [];
  for (let index = location.length - 1; index >= 0; index--) {
    const { ops, task } = location.latest(index);
    lines.push(`${task}: ${[ops & READ && 'read', ops & WRITE && 'write'].filter(Boolean).join(' ')}`);
  }
  return lines;
};

describe('a variable in the turn that made it', () => {
  it.each([
    ['read', (v: Variable) => x(1, v, HERE)],
    ['assigned', (v: Variable) => l(2, 1, v, HERE)],
    ['updated', (v: Variable) => lu(1, v, HERE, 1)],
    ['assigned by a pattern', (v: Variable) => lq(2, v, HERE)],
  ])('has no location when it is %s', (_sentence, act) => {
    let variable: Variable | undefined;
    run.turn(1, () => {
      variable = n(HERE);
      act(variable);
    });
    expect(variable?.location).toBeUndefined();
  });

  it('is remembered by its first look and its last change', () => {
    let variable = {} as Variable;
    run.turn(1, () => {
      variable = n(HERE);
      x(1, variable, HERE);
      l(2, 1, variable, HERE);
      l(3, 2, variable, THERE);
    });
    run.turn(2, () => x(3, variable, HERE));
    expect(history(variable.location)).toEqual(['1: read write', '2: read']);
    const first = variable.location?.latest(1);
    expect([first?.seen, first?.left]).toEqual([1, 3]);
  });

  it('a look after a change of one’s own is none', () => {
    let variable = {} as Variable;
    run.turn(1, () => {
      variable = n(HERE);
      l(2, 1, variable, HERE);
      x(2, variable, HERE);
    });
    run.turn(2, () => x(2, variable, HERE));
    expect(history(variable.location)).toEqual(['1: write', '2: read']);
  });

  it('that nobody used begins with the second turn', () => {
    let variable = {} as Variable;
    run.turn(1, () => {
      variable = n(HERE);
    });
    run.turn(2, () => l(2, 1, variable, HERE));
    expect(history(variable.location)).toEqual(['2: write']);
  });
});

describe('a variable in later turns', () => {
  const CODE = `
    let n = 0, other = 0, held = null;
    exports.read = () => n;
    exports.write = (v) => { n = v; };
    exports.add = (v) => { n += v; };
    exports.bump = () => n++;
    exports.both = (v) => { ({ n, other } = v); };
    exports.list = (v) => { [n, other] = v; };
    exports.name = () => { n = () => {}; return n.name; };
    exports.hold = (v) => { held = v; return held; };
    exports.make = () => { let i = 0; return { next: () => i++, look: () => i }; };
  `;
  /** Calls what the snippet exports in a turn after the one that loaded it. */
  const call = (exports: Exports, name: string, value?: unknown): unknown => {
    let given: unknown;
    run.turn(1, () => {
      given = exports[name]?.(value);
    });
    return given;
  };

  it.each([
    ['read', 'read', undefined, 0, 0],
    ['assigned', 'write', 5, undefined, 5],
    ['assigned in a compound', 'add', 5, undefined, 5],
    ['updated', 'bump', undefined, 0, 1],
    ['assigned by an object pattern', 'both', { n: 7 }, undefined, 7],
    ['assigned by an array pattern', 'list', [8], undefined, 8],
  ])('keeps its value when it is %s', (_sentence, name, value, gives, after) => {
    const { exports } = load(CODE);
    const given = call(exports, name, value);
    if (gives !== undefined) expect(given).toBe(gives);
    expect(exports.read?.()).toBe(after);
  });

  it('a function keeps the name of the variable it is assigned to', () => {
    expect(call(load(CODE).exports, 'name')).toBe('n');
  });

  it('what a shared variable holds is marked under its name', () => {
    const held = { n: 1 };
    const { exports } = load(CODE);
    expect(call(exports, 'hold', held)).toBe(held);
    const shadow = shadowOf(held);
    expect(shadow && renderPath(shadow.path)).toBe('held');
  });

  it('a name from a context is kept', () => {
    const held = { n: 1 };
    mark(held, rootPath('app.locals'));
    call(load(CODE).exports, 'hold', held);
    const shadow = shadowOf(held);
    expect(shadow && renderPath(shadow.path)).toBe('app.locals');
  });

  it('each activation has variables of its own', () => {
    const { exports } = load(CODE);
    const counters = [1, 2].map(() => call(exports, 'make') as { next(): number; look(): number });
    run.turn(1, () => counters[0]?.next());
    run.turn(2, () => counters[1]?.next());
    run.turn(1, () => counters[0]?.next());
    expect(run.verdicts).toEqual([]);
    expect(counters.map((counter) => counter.look())).toEqual([2, 1]);
  });

  it('an access before the declaration fails as in plain source', () => {
    const code = 'exports.early = () => late; exports.set = () => { late = 2; }; TAIL let late = 1;';
    const early = (tail: string): unknown => {
      try {
        load(code.replace('TAIL', tail));
        return 'ran';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(early('exports.early();')).toBe("Cannot access 'late' before initialization");
    expect(early('exports.set();')).toBe("Cannot access 'late' before initialization");
  });
});

describe('two tasks at one variable', () => {
  const CODE = `
    let n = 0, other = 0;
    exports.read = () => n;
    exports.write = (v) => { n = v; };
    exports.list = (v) => { [n, other] = v; };
    exports.bump = () => n++;
  `;
  it.each<[sentence: string, second: (exports: Exports) => unknown, verdicts: string[]]>([
    ['a stale write is a lost update', ({ write }) => write?.(1), ['error lost-update']],
    ['so is one by a pattern', ({ list }) => list?.([1]), ['error lost-update']],
    ['an update in place goes by the newest value', ({ bump }) => bump?.(), []],
    ['a second look is no more than a notice', ({ read }) => read?.(), ['notice unrepeatable-read']],
  ])('%s', (_sentence, second, verdicts) => {
    const { exports } = load(CODE);
    run.turn(1, () => exports.write?.(10));
    run.turn(1, () => {
      run.at('buy:1');
      exports.read?.();
    });
    run.turn(2, () => {
      run.at('other:1');
      exports.write?.(20);
    });
    run.turn(1, () => {
      run.at('last:2');
      second(exports);
    });
    expect(run.verdicts).toEqual(verdicts);
  });
});

describe('roots', () => {
  it.each([
    ['a constant', 'const state = { n: 1 };'],
    ['a variable', 'let state = { n: 1 };'],
    ['a var', 'var state = { n: 1 };'],
    ['an object of a function’s result', 'const make = () => ({ n: 1 }); const state = make();'],
  ])('%s of a module that functions share is marked under its name', (_sentence, declaration) => {
    const { exports } = load(
      `${declaration} exports.get = () => state; exports.bump = () => { state.n++; };`,
    );
    const state = exports.get?.() as object;
    const shadow = shadowOf(state);
    expect(shadow && renderPath(shadow.path)).toBe('state');
    run.turn(1, () => exports.bump?.());
    expect(recordsOf(state)).toEqual(['n: read write']);
  });

  it('a Map is watched in place', () => {
    const { exports } = load(
      'const byId = new Map(); exports.get = () => byId; exports.has = (k) => byId.has(k);',
    );
    const byId = exports.get?.() as object;
    run.turn(1, () => exports.has?.('a'));
    const [location] = shadowOf(byId)?.touched() ?? [];
    expect(location && told(location)).toBe('read');
  });
});
