// expect: lost-update error Feed.items
// sites: clean, add, clean
// The list is rebuilt across pauses, from what was there at first.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Feed {
  items = ['a', 'b', 'c'];

  async clean(): Promise<void> {
    const kept: string[] = [];
    for (const item of this.items.slice()) {
      await sleep(20);
      if (item !== 'b') kept.push(item);
    }
    this.items = kept;
  }

  async add(item: string): Promise<void> {
    await sleep(30);
    this.items.push(item);
  }
}

async function main(): Promise<void> {
  const feed = await task('open', async () => new Feed());
  await Promise.all([task('clean', () => feed.clean()), task('add', () => feed.add('d'))]);
  console.log(`a, c and d: ${feed.items.join()}`);
}
void main();
