// The registry of instrumented modules, and code whose table nobody can read.

import { describe, expect, it } from 'vitest';
import { rootPath } from '../../src/core/path.ts';
import { mark, shadowOf } from '../../src/membrane/watch.ts';
import { capturedSite, siteCapture } from '../../src/sites/captures.ts';
import { HELPERS, type Helpers, installHelpers } from '../../src/sites/helpers.ts';
import type { ModuleTable, SiteRow } from '../../src/sites/model.ts';
import { moduleAt, moduleOf, modulesOf, registerModule, siteOf, siteStats } from '../../src/sites/modules.ts';
import { framesOfSite } from '../../src/stacks/site-frames.ts';
import { countsForWrite, dependency, mayHaveDozed, roleAt } from '../../src/stacks/static.ts';
import { ByHand } from './by-hand.ts';
import { recordsOf } from './records.ts';

const row = (key: string): SiteRow => ({ op: 'read', key, line: 1, column: 1, fn: 0 });
const FN = {
  name: 'buy',
  line: 1,
  column: 1,
  endLine: 9,
  endColumn: 9,
  parent: -1,
  async: true,
  generator: false,
};
const table = (key: string, sites: SiteRow[]): ModuleTable => ({
  file: `/app/${key}.js`,
  key,
  sites,
  functions: [FN],
  edits: [],
});
const helpersOf = (key: string): Helpers =>
  (globalThis as unknown as Record<string, { module(key: string): Helpers }>)[HELPERS]?.module(
    key,
  ) as Helpers;

describe('the registry', () => {
  it('numbers sites through all modules', () => {
    const first = registerModule('first', 2, () => table('first', [row('a'), row('b')]), '/app/first.js');
    const second = registerModule('second', 1, () => table('second', [row('c')]), '/app/second.js');
    expect(second.base).toBe(first.base + 2);
    expect(siteOf(first.base + 2)?.row.key).toBe('b');
    expect(siteOf(second.base + 1)).toMatchObject({ number: 1, row: { key: 'c' }, fn: { name: 'buy' } });
    expect(moduleAt(second.base + 1)).toBe(second);
    expect(moduleOf('first')).toBe(first);
    expect(modulesOf('/app/second.js')).toEqual([second]);
  });

  it('knows a key once', () => {
    const one = registerModule('once', 1, () => table('once', [row('a')]));
    const { sites } = siteStats();
    expect(registerModule('once', 9, () => table('once', []))).toBe(one);
    expect(siteStats().sites).toBe(sites);
  });

  it('reads a table when first asked, and once', () => {
    let reads = 0;
    const module = registerModule('lazy', 1, () => {
      reads++;
      return table('lazy', [row('a')]);
    });
    expect(reads).toBe(0);
    siteOf(module.base + 1);
    siteOf(module.base + 1);
    expect(reads).toBe(1);
  });

  it.each([0, -1, 2 ** 29])('knows nothing of site %i', (number) => {
    expect(siteOf(number)).toBeUndefined();
    expect(framesOfSite(number)).toBeUndefined();
  });

  it('a site stands in the place of a stack', () => {
    const module = registerModule('frames', 1, () => table('frames', [row('a')]), '/app/frames.js');
    const capture = siteCapture(module.base + 1);
    expect(capturedSite(capture)).toBe(module.base + 1);
    expect(capturedSite(7)).toBe(0);
    expect(capturedSite(-7)).toBe(0);
    expect(framesOfSite(module.base + 1)).toMatchObject([
      { function: 'buy', file: '/app/frames.js', line: 1, column: 1, isGiven: true },
    ]);
  });
});

describe('a module whose table cannot be read', () => {
  let reads = 0;
  const module = registerModule(
    'gone',
    4,
    () => {
      reads++;
      throw new Error('cache emptied');
    },
    '/app/gone.js',
  );
  const capture = siteCapture(module.base + 1);

  it('has sites without rows, and is not read again', () => {
    expect(siteOf(module.base + 1)).toBeUndefined();
    expect(siteOf(module.base + 2)).toBeUndefined();
    expect(reads).toBe(1);
  });

  it('gives the rules no answer', () => {
    expect(dependency(capture, capture)).toBe('unknown');
    expect(roleAt(capture)).toBeUndefined();
    expect(countsForWrite(capture, capture, capture)).toBe(true);
    expect(mayHaveDozed(capture)).toBe(false);
  });

  it('records all the same', () => {
    const run = new ByHand();
    installHelpers(() => {});
    const { o, w, z, t, n, x, l, b } = helpersOf('gone');
    expect(b).toBe(module.base);
    const raw = { a: 1 };
    mark(raw, rootPath('shared'));
    run.turn(1, () => {
      o(raw, 'a', b + 1);
      w(raw, 2, 'a', b + 2);
    });
    expect(recordsOf(raw)).toEqual(['a: read write']);
    expect(z(raw, b + 3)).toBe(raw);
    const born = {};
    t(Object.setPrototypeOf(born, null), b + 4);
    expect(String(shadowOf(born)?.path.key)).toBe('instance');
    let variable = n(b + 4);
    run.turn(1, () => {
      variable = n(b + 4);
    });
    run.turn(1, () => x(1, variable, b + 1));
    run.turn(2, () => l(2, 1, variable, b + 2));
    expect(variable.location?.key).toBe('variable');
  });
});

describe('a module that nobody registered', () => {
  it('is asked for once more, then runs with sites that do not exist', () => {
    let asked = 0;
    installHelpers(() => {
      asked++;
    });
    const { o, w, m, f, z, b } = helpersOf('stranger');
    expect(asked).toBe(1);
    expect(siteOf(b + 1)).toBeUndefined();
    const run = new ByHand();
    const raw = { a: 1, list: [1] };
    mark(raw, rootPath('shared'));
    run.turn(1, () => {
      expect(o(raw, 'a', b + 1)).toBe(raw);
      expect(w(raw, 2, 'a', b + 2)).toBe(2);
      expect(z(raw, b + 3)).toBe(raw);
      expect([...(f([1, 2], b + 4) as number[])]).toEqual([1, 2]);
      expect((m(raw.list, 'push', b + 5) as number[]).push(2)).toBe(2);
    });
    expect(recordsOf(raw)).toContain('a: read write');
  });

  it('may be registered by whoever is asked', () => {
    installHelpers(() => registerModule('late', 1, () => table('late', [row('a')])));
    const { b } = helpersOf('late');
    expect(siteOf(b + 1)?.row.key).toBe('a');
  });

  it('the helpers hang invisibly on the global object', () => {
    installHelpers(() => {});
    expect(Object.keys(globalThis)).not.toContain(HELPERS);
  });
});
