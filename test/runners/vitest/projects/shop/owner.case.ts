import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Shop } from './shop.ts';

const shop = new Shop();
const server = createServer(async (_request, response) => {
  const { left } = await shop.buy('bicycle', 300);
  response.end(String(left));
});
const order = async () => {
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://localhost:${port}/`)).text();
};

beforeAll(() => new Promise<void>((done) => void server.listen(0, done)));
afterAll(() => void server.close());

it('one after the other', async () => {
  await shop.buy('bicycle');
  await shop.buy('bicycle');
});

it('two at once', async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});

it('two at once, again', async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});

describe('by a server that belongs to the file', () => {
  it('one order', async () => {
    expect(await order()).toMatch(/\d/);
  });

  it('two orders at once', async () => {
    await Promise.all([order(), order()]);
  });
});
