import { describe, expect, it } from 'vitest';
import { type InventoryEntry, renderInventory } from '../../src/report/inventory-text.ts';

const entry = (path: string, more: Partial<InventoryEntry> = {}): InventoryEntry => ({
  path,
  kind: 'object',
  size: 3,
  objects: 1,
  readers: 1,
  writers: 1,
  mark: '',
  root: 'cls-hooked search',
  ...more,
});

const entries = [
  entry('ctx.user', { objects: 4021 }),
  entry('ctx.query', { readers: 812 }),
  entry('ctx.server.activeConn', {
    kind: 'map',
    size: 48,
    readers: 812,
    writers: 97,
    mark: 'read while written',
  }),
  entry('app.locals.inventory[*]', {
    kind: 'map',
    size: 2,
    writers: 5,
    mark: 'written by several',
    root: 'express app.locals',
  }),
  entry(`ctx.${'very.'.repeat(20)}deep`, { kind: 'array', size: 100_000 }),
  entry('ctx["\u001b[2J\n"]', { kind: 'set' }),
];

describe('the inventory', () => {
  it('is a table per root with the shared entries first', () => {
    expect(renderInventory(entries, { color: false })).toMatchInlineSnapshot(`
      "Inventory of watched state: 6 paths, 2 shared in a way worth a look

      cls-hooked search:
        PATH                                                                   KIND      SIZE  OBJECTS  READERS  WRITERS
        ctx.server.activeConn                                                  map         48        1      812       97  <- read while written
        ctx.query                                                              object       3        1      812        1
        ctx.user                                                               object       3     4021        1        1
        ctx.very.very.very.very.very.very...ery.very.very.very.very.very.deep  array   100000        1        1        1
        ctx["\\x1b[2J\\n"]                                                       set          3        1        1        1

      express app.locals:
        PATH                                                                   KIND      SIZE  OBJECTS  READERS  WRITERS
        app.locals.inventory[*]                                                map          2        1        1        5  <- written by several
      "
    `);
  });

  it('lights up the shared entries only', () => {
    const lit = renderInventory(entries, { color: true })
      .split('\n')
      .filter((line) => line.includes('\u001b[33m'));
    expect(lit).toHaveLength(2);
    expect(lit.every((line) => line.includes('<- '))).toBe(true);
  });

  it('says so when nothing was touched', () => {
    expect(renderInventory([], { color: false })).toBe('Inventory: no watched state was touched.\n');
  });

  it('leaves the entries it was given in their order', () => {
    const before = [...entries];
    renderInventory(entries, { color: false });
    expect(entries).toEqual(before);
  });
});
