// expect: dirty-read error routes["/shop"]
// sites: reload, find, reload
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const routes = new Map([['/shop', 'shop v1']]);

async function reload(): Promise<void> {
  routes.clear();
  await sleep(80);
  routes.set('/shop', 'shop v2');
}

async function find(path: string): Promise<string> {
  await sleep(20);
  return routes.get(path) ?? '404';
}

async function main(): Promise<void> {
  const [page] = await Promise.all([task('find', () => find('/shop')), task('reload', reload)]);
  console.log(`/shop gives ${page}`);
}
void main();
