import { describe, expect, it } from 'vitest';
import { textCompares, textComputes, textNegates, textTests } from '../../src/stacks/tested.ts';

/** `§` marks where the engine says the read stands. */
function isTested(code: string): boolean {
  const at = code.indexOf('§');
  return textTests(code.slice(0, at), code.slice(at + 1));
}

describe('a read that is only tested', () => {
  it.each([
    "if (job.§status === 'cancelled') return;",
    "  if (jobs.§get(id) === 'cancelled') return;",
    "if ('cancelled' === job.§status) stop();",
    'while (job.§running) await tick();',
    'if (!job.§running) return;',
    'if (a && job.§running) return;',
    'const done = job.§left <= 0;',
    'const text = job.§error == null ? 1 : 2;',
    "switch (job.§status) { case 'a':",
    'if (app.locals.jobs.§get(key(1))?.state !== "open") return;',
    'if (x || shared.§closed || other) return;',
    'if (pool.§size < MAX) {',
    'if (this.#job.§left > -1) go();',
  ])('%s', (code) => {
    expect(isTested(code)).toBe(true);
  });
});

describe('a read that is used', () => {
  it.each([
    'return current.§user;',
    'res.json({ user: app.locals.§user });',
    "return current.§user === request.url ? 'right' : 'wrong';",
    'if (current.§user !== mine) throw new Error();',
    'log(current.§user);',
    'const user = current.§user;',
    'mask = bits.§value << 2;',
    'total = job.§count + 1;',
    'if (allowed(current.§user)) go();',
    'const name = session.§user ?? "nobody";',
    'await send(`${current.§user}`);',
  ])('%s', (code) => {
    expect(isTested(code)).toBe(false);
  });
});

describe('a write computes its value', () => {
  it.each([
    ['stock = left - 1;', true],
    ['set(item, stock - 1);', true],
    ['total += price;', true],
    ['count++;', true],
    ["state = 'half-done';", false],
    ['state = 3; // was 2 - see above', false],
    ['user = next;', false],
    ['set(key, await load(key));', false],
    ['set(key, () => -1);', false],
  ])('%s: %s', (code, expected) => {
    expect(textComputes(code)).toBe(expected);
  });
});

describe('a write puts the opposite', () => {
  it.each([
    ['on = !was;', true],
    ['on = !this.lamp.on', true],
    ["set('dark', !was);", true],
    ['on = was || wanted;', false],
    ['on = !was || wanted;', false],
    ['on = was !== wanted;', false],
    ['on = !isNight();', false],
    ['on = true; // !was', false],
  ])('%s: %s', (code, expected) => {
    expect(textNegates(code)).toBe(expected);
  });
});

describe('a read that is compared for equality', () => {
  const comparison = (code: string, anywhere: boolean): boolean => {
    const at = code.indexOf('§');
    return textCompares(code.slice(0, at), code.slice(at + 1), anywhere);
  };

  it.each([
    'if (uploads.§get(id) === mine) uploads.delete(id);',
    'if (search.§query !== query) return;',
    'if (done || mine === jobs.§get(key(1))) stop();',
    'while (state.§generation == mine) await tick();',
  ])('in a condition: %s', (code) => {
    expect(comparison(code, false)).toBe(true);
  });

  it.each([
    "send(app.§user === request.url ? 'right' : 'wrong');",
    'const current = uploads.§get(id) === mine;',
    'if (ready) return users.§get(id) === mine;',
  ])('elsewhere: %s', (code) => {
    expect([comparison(code, false), comparison(code, true)]).toEqual([false, true]);
  });

  it.each(['return current.§user;', 'if (allowed(current.§user)) go();', 'if (pool.§size < max) go();'])(
    'not: %s',
    (code) => {
      expect(comparison(code, true)).toBe(false);
    },
  );
});
