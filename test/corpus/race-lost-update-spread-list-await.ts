// expect: lost-update error feed.items
// sites: append, append, append
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const feed = track({ items: ['first'] }, 'feed');

async function fetchItem(name: string): Promise<string> {
  await sleep(5);
  return name;
}

async function append(name: string): Promise<void> {
  feed.items = [...feed.items, await fetchItem(name)];
}

async function main(): Promise<void> {
  await Promise.all([task('news', () => append('news')), task('sport', () => append('sport'))]);
  console.log(`expected 3 items, got ${feed.items.length}`);
}
void main();
