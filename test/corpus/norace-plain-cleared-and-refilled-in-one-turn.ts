// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const routes = new Map([['/shop', 'shop v1']]);

async function reload(): Promise<void> {
  const fresh = await sleep(80, [['/shop', 'shop v2']] as const);
  routes.clear();
  for (const [path, page] of fresh) routes.set(path, page);
}

async function find(path: string, ms: number): Promise<string> {
  await sleep(ms);
  return routes.get(path) ?? '404';
}

async function main(): Promise<void> {
  const pages = [task('early', () => find('/shop', 20)), task('late', () => find('/shop', 130))];
  await task('reload', reload);
  console.log((await Promise.all(pages)).join(', '));
}
void main();
