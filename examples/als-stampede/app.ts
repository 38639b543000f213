// A price service with a cache that every request reaches through its AsyncLocalStorage store. The
// requests that come before the first answer is there all load it. `--fixed` caches the promise.

import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

type Prices = Record<string, number>;

interface Store {
  requestId: number;
  cache: Map<string, Prices | Promise<Prices>>;
}

const storage = new AsyncLocalStorage<Store>();
const cache: Store['cache'] = new Map();
let requests = 0;
let loads = 0;

async function loadPrices(): Promise<Prices> {
  loads++;
  await sleep(50);
  return { tea: 3, coffee: 4 };
}

async function cached(store: Store, key: string): Promise<Prices> {
  const found = store.cache.get(key);
  if (found) return found;
  const prices = await loadPrices();
  store.cache.set(key, prices);
  return prices;
}

async function loadedOnce(store: Store, key: string): Promise<Prices> {
  let pending = store.cache.get(key);
  if (!pending) {
    pending = loadPrices();
    store.cache.set(key, pending);
  }
  return pending;
}

const prices = process.argv.includes('--fixed') ? loadedOnce : cached;

async function showPrices(response: ServerResponse): Promise<void> {
  const store = storage.getStore();
  if (!store) throw new Error('no store: the handler runs outside a request');
  response.end(JSON.stringify(await prices(store, 'today')));
}

const server = createServer((_request, response) => {
  storage.run({ requestId: ++requests, cache }, () => void showPrices(response));
});

server.listen(0, async () => {
  const { port } = server.address() as AddressInfo;
  const visits = Array.from({ length: 8 }, () => fetch(`http://localhost:${port}/prices`));
  await Promise.all(visits);
  console.log(`${requests} requests, prices loaded ${loads} times`);
  server.close();
  server.closeAllConnections();
});
