// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Bus {
  private readonly listeners = new Set(['a', 'b', 'c']);

  async publish(): Promise<string> {
    let told = '';
    for (const name of [...this.listeners]) {
      await sleep(20);
      if (this.listeners.has(name)) told += name;
    }
    return told;
  }

  unsubscribe(name: string): void {
    this.listeners.delete(name);
  }
}

const bus = new Bus();

async function main(): Promise<void> {
  const told = task('publish', () => bus.publish());
  task('leave', async () => {
    await sleep(10);
    bus.unsubscribe('c');
  });
  console.log(`a and b stay, told ${await told}`);
}
void main();
