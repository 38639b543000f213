import { expect, it } from 'vitest';
import { add, list } from './list.mjs';

it('adds one', async () => {
  await add('bread');
  expect(list.items).toEqual(['bread']);
});

it('adds two at once', async () => {
  await Promise.all([add('milk'), add('eggs')]);
});
