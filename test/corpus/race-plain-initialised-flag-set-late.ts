// expect: check-then-act warning Database.ready
// sites: open, open, open
// The flag says only at the end that somebody has begun.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Database {
  private ready = false;
  migrations = 0;

  async open(ms: number): Promise<void> {
    if (this.ready) return;
    await sleep(ms);
    this.migrations++;
    this.ready = true;
  }
}

const database = new Database();

async function main(): Promise<void> {
  await Promise.all([task('ann', () => database.open(20)), task('bob', () => database.open(80))]);
  console.log(`migrated once: ${database.migrations === 1}`);
}
void main();
