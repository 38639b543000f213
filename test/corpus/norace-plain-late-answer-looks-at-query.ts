// expect: silence
// The late answer finds that another query is being shown by now.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Results {
  query = '';
  list: string[] = [];

  async search(query: string, ms: number): Promise<void> {
    this.query = query;
    await sleep(ms);
    if (this.query === query) this.list = [`${query} 1`, `${query} 2`];
  }
}

const results = new Results();

async function main(): Promise<void> {
  const first = task('first', () => results.search('a', 80));
  await sleep(20);
  await Promise.all([first, task('second', () => results.search('ab', 20))]);
  console.log(results.list.join(', '));
}
void main();
