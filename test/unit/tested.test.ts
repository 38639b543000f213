import { describe, expect, it } from 'vitest';
import { textTests } from '../../src/stacks/tested.ts';

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
