// expect: silence
// Objects, arrays, Maps and Sets of a node:vm context behind a lock made of its promises, joined by its Promise.all.
import { createContext, runInContext } from 'node:vm';
import { task } from 'racewatch';

interface Shop {
  stock: Map<string, number>;
  sold: string[];
  buyers: Set<string>;
  totals: { sold: number };
  locked<T>(work: () => Promise<T>): Promise<T>;
  all(works: Promise<unknown>[]): Promise<unknown>;
}

const shop = runInContext(
  `({
    stock: new Map([['bike', 3]]), sold: [], buyers: new Set(), totals: { sold: 0 },
    last: Promise.resolve(),
    locked(work) { return (this.last = this.last.then(work)) },
    all: (works) => Promise.all(works),
  })`,
  createContext({}),
) as Shop;

async function buy(name: string): Promise<void> {
  const left = shop.stock.get('bike') ?? 0;
  const { sold } = shop.totals;
  await Promise.resolve();
  shop.stock.set('bike', left - 1);
  shop.sold.push(name);
  shop.buyers.add(name);
  shop.totals.sold = sold + 1;
}

async function main(): Promise<void> {
  await shop.all([
    task('buyer 1', () => shop.locked(() => buy('one'))),
    task('buyer 2', () => shop.locked(() => buy('two'))),
  ]);
  console.log(`left ${shop.stock.get('bike')}, sold ${shop.totals.sold} to ${[...shop.buyers].join()}`);
}
void main();
