// expect: lost-update error cursor.page
// sites: pages, pages, pages
// Two consumers of one feed: the position is kept outside the generator.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const cursor = { page: 0 };

async function* pages(ms: number): AsyncGenerator<number> {
  while (cursor.page < 2) {
    const { page } = cursor;
    await sleep(ms);
    cursor.page = page + 1;
    yield page;
  }
}

async function consume(ms: number): Promise<number[]> {
  const seen: number[] = [];
  for await (const page of pages(ms)) seen.push(page);
  return seen;
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('a', () => consume(30)), task('b', () => consume(100))]);
  console.log(`2 pages, a got ${a.join()}, b got ${b.join()}, page ${cursor.page}`);
}
void main();
