import { describe, expect, it } from 'vitest';
import { fingerprint, type Identity } from '../../src/report/fingerprint.ts';
import type { Frame } from '../../src/report/model.ts';
import { frame } from './report-races.ts';

const reading = frame('buy', 'src/shop.ts', 31, 33);
const writing = frame('buy', 'src/shop.ts', 33, 17);
const base: Identity = {
  pattern: 'lost-update',
  template: 'app.locals.inventory[*]',
  stacks: [[reading], [writing], [writing]],
};
const at = (changed: Partial<Frame>): Identity => ({
  ...base,
  stacks: [[{ ...reading, ...changed }], [writing]],
});

describe('a fingerprint', () => {
  it('is the same in every version of Racewatch', () => {
    expect(fingerprint(base)).toMatchInlineSnapshot(`"4a32225ca33d06cf"`);
  });

  it.each<[string, Identity]>([
    ['the order of the accesses', { ...base, stacks: [[writing], [reading]] }],
    ['how often a site takes part', { ...base, stacks: [[reading], [writing]] }],
    ['who called the site', { ...base, stacks: [[reading, frame('main', 'src/a.ts', 1, 1)], [writing]] }],
    [
      'library frames inside the site',
      { ...base, stacks: [[frame('get', 'node_modules/x/i.js', 1, 1), reading], [writing]] },
    ],
    ['the column', at({ column: 1 })],
    ['being suspended at an await', at({ async: true })],
    ['Windows separators', at({ file: 'src\\shop.ts' })],
    ['the query of a reloaded module', at({ file: 'src/shop.ts?t=17' })],
    ['how the receiver is written', at({ function: 'Object.buy' })],
    ['an alias', at({ function: 'buy [as handler]' })],
    ['a leading async', at({ function: 'async buy' })],
  ])('does not depend on %s', (_name, identity) => {
    expect(fingerprint(identity)).toBe(fingerprint(base));
  });

  it.each<[string, Identity]>([
    ['the pattern', { ...base, pattern: 'overwritten' }],
    ['the path template', { ...base, template: 'app.locals.prices[*]' }],
    ['the line', at({ line: 30 })],
    ['the function', at({ function: 'sell' })],
    ['the file', at({ file: 'src/store.ts' })],
  ])('depends on %s', (_name, identity) => {
    expect(fingerprint(identity)).not.toBe(fingerprint(base));
  });

  it.each([
    ['/home/ann/app/node_modules/pino/lib/a.js', 'C:\\work\\node_modules\\pino\\lib\\a.js'],
    ['/home/ann/shared/lib/src/a.ts', '/builds/7/shared/lib/src/a.ts'],
    ['<anonymous>', '<anonymous>'],
  ])('is the same for %s and %s', (one, other) => {
    expect(fingerprint(at({ file: one }))).toBe(fingerprint(at({ file: other })));
  });

  it('treats all spellings of a function without a name alike', () => {
    const names = ['', '<anonymous>', '(anonymous)', 'Object.<anonymous>', 'async <anonymous>'];
    expect(new Set(names.map((name) => fingerprint(at({ function: name })))).size).toBe(1);
  });

  it('takes the innermost frame where the application is not on the stack', () => {
    const library = [frame('a', 'node_modules/x/a.js', 1, 1), frame('b', 'node:events', 2, 1)];
    const shorter = [frame('a', 'node_modules/x/a.js', 1, 1)];
    expect(fingerprint({ ...base, stacks: [library] })).toBe(fingerprint({ ...base, stacks: [shorter] }));
  });

  it('is made even when no stack is known', () => {
    expect(fingerprint({ ...base, stacks: [[], []] })).toMatch(/^[0-9a-f]{16}$/);
  });
});
