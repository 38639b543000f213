import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CallFrame } from '../../src/stacks/call-frame.ts';
import {
  ageCaptures,
  captureStack,
  captureStats,
  configureCaptures,
  framesOf,
} from '../../src/stacks/capture.ts';
import { codeFrame } from '../../src/stacks/code-frame.ts';
import { configureFrames, resolveFrames } from '../../src/stacks/resolve.ts';
import { sameLine, sharesActivation, siteOf } from '../../src/stacks/sites.ts';
import { framesOfText, noteMappedPositions } from '../../src/stacks/stack-text.ts';

const framesHere = () => framesOf(captureStack()) ?? [];
const tick = () => new Promise<void>((done) => setImmediate(done));
const frame = (over: Partial<CallFrame>): CallFrame => ({
  function: 'buy',
  script: '/app/shop.js',
  file: '/app/shop.js',
  line: 1,
  column: 1,
  startLine: 0,
  startColumn: 0,
  isAsync: false,
  isCombinator: false,
  isConstructor: false,
  native: false,
  mapped: undefined,
  ...over,
});

afterEach(() => {
  configureCaptures({});
  configureFrames({ cwd: process.cwd() });
});

describe('captures', () => {
  it('are numbered upwards and found by their number', () => {
    const first = captureStack();
    const second = captureStack();
    expect(second).toBe(first + 1);
    expect(framesOf(first)?.[0]?.line).toBe((framesOf(second)?.[0]?.line ?? 0) - 1);
    expect(framesOf(first)).toBe(framesOf(first));
  });

  it('are forgotten when the ring has gone round, and never mistaken for a later one', () => {
    configureCaptures({ remembered: 4 });
    const first = captureStack();
    for (let count = 0; count < 3; count++) captureStack();
    expect(framesOf(first)).toBeDefined();
    captureStack();
    expect(framesOf(first)).toBeUndefined();
    expect(framesOf(0)).toBeUndefined();
    expect(framesOf(first + 100)).toBeUndefined();
  });

  it('are off at depth 0', () => {
    configureCaptures({ depth: 0 });
    expect(captureStack()).toBe(0);
  });

  it('that grow old are read while there is time and dropped otherwise, the oldest first', () => {
    const [oldest, older, old] = [captureStack(), captureStack(), captureStack()];
    ageCaptures();
    const fresh = captureStack();
    const before = captureStats().dropped;
    ageCaptures(2);
    expect([oldest, older, old, fresh].map((number) => framesOf(number) !== undefined)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(captureStats().dropped - before).toBe(1);
    ageCaptures(0);
    expect(framesOf(old)).toBeDefined();
  });

  it('hold no frames of Racewatch', () => {
    expect(framesHere()[0]?.function).toBe('framesHere');
    expect(framesHere().some(({ file }) => file.includes('/src/stacks/'))).toBe(false);
  });

  it('say which frames are suspended, and which wait for several', async () => {
    const member = async () => {
      await tick();
      return framesHere();
    };
    async function both() {
      return (await Promise.all([member()]))[0];
    }
    const frames = (await both()) ?? [];
    expect(frames.find(({ isCombinator }) => isCombinator)).toMatchObject({ isAsync: true, native: true });
    expect(frames.find((each) => each.function === 'both')).toMatchObject({
      isAsync: true,
      isCombinator: false,
    });
  });
});

describe('frames that are shown', () => {
  it('stand in the lines of this file although a test runner has changed it', () => {
    const [shown] = resolveFrames(framesHere().slice(1));
    expect(shown).toMatchObject({ file: 'test/unit/stacks.test.ts', owner: 'application' });
    expect(codeFrame(shown ?? { file: '', line: 0, column: 0 })).toContain(
      'resolveFrames(framesHere().slice(1))',
    );
  });

  it.each([
    ['/app/shop.js', 'shop.js', 'application'],
    ['/app/node_modules/koa/index.js', 'node_modules/koa/index.js', 'dependency'],
    ['/elsewhere/shop.js', '/elsewhere/shop.js', 'application'],
    ['/application/shop.js', '/application/shop.js', 'application'],
    ['/build/agent/shop.js', 'shop.js', 'application'],
    ['node:events', 'node:events', 'node'],
  ])('show %s as %s of the %s', (file, shownAs, owner) => {
    configureFrames({ cwd: '/app', stripPrefix: '/build/agent' });
    expect(resolveFrames([frame({ file, script: file })])[0]).toMatchObject({ file: shownAs, owner });
  });

  it.each([
    [{ function: '__vite_ssr_import_3__.buy' }, 'buy'],
    [{ function: 'exports.buy' }, 'buy'],
    [{ function: 'new Shop' }, 'new Shop'],
    [{ function: '' }, '<anonymous>'],
    [{ function: '', startLine: 1, startColumn: 1 }, '<module>'],
  ])('name %o %s', (given, name) => {
    expect(resolveFrames([frame(given)])[0]?.function).toBe(name);
  });

  it('leave engine frames without a source out', () => {
    expect(resolveFrames([frame({ native: true, file: '', script: '' })])).toEqual([]);
  });

  it('are those of the application when it maps stacks itself, and are not mapped again', () => {
    const mapped = { file: '/app/shop.ts', line: 7, column: 3 };
    configureFrames({ cwd: '/app' });
    expect(resolveFrames([frame({ mapped })])[0]).toMatchObject({ file: 'shop.ts', line: 7, column: 3 });
  });
});

describe('stacks as text', () => {
  const at = (...lines: string[]) => `Error: x\n${lines.map((line) => `    at ${line}`).join('\n')}`;

  it('become frames, nameless and combined async ones too', () => {
    const text = at(
      'Shop.buy (/app/shop.ts:3:5)',
      'async Promise.all (index 0)',
      'async file:///app/my%20main.ts:9:1',
      'new Shop (/app/shop.ts:1:2)',
      'async serve (/app/shop.ts:8:2)',
      'Array.map (<anonymous>)',
    );
    const seen = framesOfText(text, true).map((each) => [
      each.function,
      each.file,
      each.line,
      each.isAsync,
      each.isCombinator,
    ]);
    expect(seen).toEqual([
      ['Shop.buy', '/app/shop.ts', 3, false, false],
      ['all', '', 0, true, true],
      ['', '/app/my main.ts', 9, true, false],
      ['new Shop', '/app/shop.ts', 1, false, false],
      ['serve', '/app/shop.ts', 8, true, false],
      ['Array.map', '<anonymous>', 0, false, false],
    ]);
  });

  it.each([
    ['a list as long as the sites', at('async Promise.all (index 0)', 'async /app/shop.ts:4:2'), 4],
    ['a list with frames left out', at('async /app/shop.ts:4:2'), undefined],
    ['something else than text', 42, undefined],
  ])('are aligned with %s', (_, text, line) => {
    const frames = [frame({ native: true, isCombinator: true }), frame({ isAsync: true })];
    noteMappedPositions(() => text, [], frames);
    expect(frames.map(({ mapped }) => mapped?.line)).toEqual([undefined, line]);
  });
});

describe('the site of an access', () => {
  it('is the innermost frame of the application, else of a dependency', () => {
    const node = frame({ file: 'node:events', script: 'node:events' });
    const library = frame({ file: '/app/node_modules/koa/x.js', script: '/app/node_modules/koa/x.js' });
    const own = frame({});
    expect(siteOf([node, library, own])).toBe(own);
    expect(siteOf([node, library])).toBe(library);
    expect(siteOf([node])).toBeUndefined();
  });

  it('is on one line with another by original lines, also in a bundle of one line', () => {
    const here = frame({ line: 1, column: 10, mapped: { file: '/a.ts', line: 3, column: 1 } });
    expect(
      sameLine(here, frame({ line: 1, column: 90, mapped: { file: '/a.ts', line: 3, column: 9 } })),
    ).toBe(true);
    expect(
      sameLine(here, frame({ line: 1, column: 10, mapped: { file: '/a.ts', line: 4, column: 1 } })),
    ).toBe(false);
    expect(sameLine(here, frame({ line: 3, column: 1 }))).toBe(false);
  });
});

describe('one activation of a function', () => {
  type Stacks = { first: readonly CallFrame[]; second: readonly CallFrame[] };
  const readValue = () => framesHere();
  const writeValue = () => framesHere();

  async function strand(): Promise<Stacks> {
    const first = readValue();
    await tick();
    return { first, second: writeValue() };
  }

  it('is seen through helpers in a strand under Promise.all', async () => {
    const [one, two] = await Promise.all([strand(), strand()]);
    expect(sharesActivation(one.first, one.second)).toBe(true);
    expect(sharesActivation(two.first, two.second)).toBe(true);
  });

  it('is seen in a strand whose first access came after an await', async () => {
    const late = async () => {
      await tick();
      return strand();
    };
    const [one] = await Promise.all([late(), late()]);
    expect(sharesActivation(one?.first ?? [], one?.second ?? [])).toBe(true);
  });

  it('is seen in the parent that reads, forks children and writes', async () => {
    const first = readValue();
    await Promise.all([tick(), tick()]);
    expect(sharesActivation(first, writeValue())).toBe(true);
  });

  it('is seen when an awaited helper makes the later access', async () => {
    const helper = async () => {
      await tick();
      return writeValue();
    };
    const first = readValue();
    expect(sharesActivation(first, await helper())).toBe(true);
  });

  it('is not seen between the read of a parent and the writes of the children it forks', async () => {
    async function parent() {
      const first = readValue();
      const child = async () => {
        await tick();
        return writeValue();
      };
      const [one, two] = await Promise.all([child(), child()]);
      return [one, two].map((second) => sharesActivation(first, second ?? []));
    }
    expect(await parent()).toEqual([false, false]);
  });

  it('is not seen when only the helpers are shared', async () => {
    const one = async () => readValue();
    const two = async () => {
      await tick();
      return readValue();
    };
    const [first, second] = await Promise.all([one(), two()]);
    expect(sharesActivation(first ?? [], second ?? [])).toBe(false);
  });

  it('is not seen in a callback that a timer calls afresh', async () => {
    const stacks: (readonly CallFrame[])[] = [];
    await new Promise<void>((done) => {
      const poll = () => {
        stacks.push(framesHere());
        if (stacks.length === 2) done();
        else setTimeout(poll, 1);
      };
      setTimeout(poll, 1);
    });
    expect(sharesActivation(stacks[0] ?? [], stacks[1] ?? [])).toBe(false);
  });

  it('tells nameless functions apart by where they begin', async () => {
    const work = [
      async () => {
        await tick();
        return framesHere();
      },
      async () => {
        await tick();
        return framesHere();
      },
    ] as const;
    const [one, two] = [await work[0](), await work[1]()].map((frames) => frames.slice(0, 2));
    expect(sharesActivation(one ?? [], two ?? [])).toBe(false);
    expect(sharesActivation(one ?? [], one ?? [])).toBe(true);
  });
});

describe('a code frame', () => {
  const folder = mkdtempSync(join(tmpdir(), 'racewatch-code-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  const show = (text: string, line: number, column: number) => {
    const file = join(folder, `${count++}.js`);
    writeFileSync(file, text);
    return codeFrame({ file, line, column });
  };

  it('shows the line before, the line with a caret, the line after', () => {
    expect(show('one\ntwo\n  three()\nfour\nfive', 3, 3)).toMatchInlineSnapshot(`
      "  2 | two
      > 3 |   three()
          |   ^
        4 | four"
    `);
  });

  it.each([
    ['first', 1, '> 1 | one\n    | ^\n  2 | two'],
    ['last', 2, '  1 | one\n> 2 | two\n    | ^'],
  ])('has fewer lines at the %s line', (_, line, shown) => {
    expect(show('one\r\ntwo', line, 1)).toBe(shown);
  });

  it('puts the caret right behind tabs', () => {
    expect(show('\tx.n++', 1, 2)).toBe('> 1 |   x.n++\n    |   ^');
  });

  it('cuts long lines around the column', () => {
    const shown = show(`${'a'.repeat(500)}RACE${'b'.repeat(500)}`, 1, 501) ?? '';
    const [source = '', caret = ''] = shown.split('\n');
    expect(source.length).toBeLessThan(175);
    expect(source.slice(caret.indexOf('^'), caret.indexOf('^') + 4)).toBe('RACE');
    expect(source).toMatch(/\| …a+RACEb+…$/);
  });

  it('neutralises control characters, escape sequences and text direction', () => {
    const shown = show("log('\u001b[2J\u0007\u202e\u009b31m')", 1, 1) ?? '';
    expect(shown.split('\n')[0]).toBe("> 1 | log('\ufffd[2J\ufffd\ufffd\ufffd31m')");
  });

  it.each([
    ['a file that is not there', 'nowhere.js', 1],
    ['a folder', '.', 1],
    ['a line past the end', 'package.json', 100_000],
    ['code of Node', 'node:events', 1],
  ])('is undefined for %s', (_, file, line) => {
    expect(codeFrame({ file, line, column: 1 })).toBeUndefined();
  });
});
