// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Database {
  private ready: Promise<void> | undefined;
  private started = false;
  migrations = 0;

  open(): Promise<void> {
    if (!this.started) {
      this.started = true;
      this.ready = this.migrate();
    }
    return this.ready as Promise<void>;
  }

  private async migrate(): Promise<void> {
    await sleep(30);
    this.migrations++;
  }
}

const database = new Database();

async function main(): Promise<void> {
  await Promise.all([task('ann', () => database.open()), task('bob', () => database.open())]);
  console.log(`migrated once: ${database.migrations === 1}`);
}
void main();
