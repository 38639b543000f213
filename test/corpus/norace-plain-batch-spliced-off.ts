// expect: silence
// The list stays; what is sent is cut off it in one turn.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Collector {
  readonly #pending: string[] = [];
  readonly sent: string[] = [];

  add(line: string): void {
    this.#pending.push(line);
  }

  async flush(): Promise<void> {
    const batch = this.#pending.splice(0);
    await sleep(40);
    this.sent.push(...batch);
  }
}

const collector = new Collector();

async function main(): Promise<void> {
  collector.add('a');
  const flushed = task('flush', () => collector.flush());
  await task('log', async () => {
    await sleep(20);
    collector.add('b');
  });
  await flushed;
  await collector.flush();
  console.log(collector.sent.join());
}
void main();
