// expect: mutation-during-iteration error Bus.listeners
// sites: publish, unsubscribe, publish
// A listener leaves while the bus is walking: the one after it is skipped.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Listener = { name: string; wait: number };

class Bus {
  private readonly listeners: Listener[] = ['a', 'b', 'c'].map((name) => ({ name, wait: 30 }));

  async publish(): Promise<string> {
    let told = '';
    for (const { name, wait } of this.listeners) {
      await sleep(wait);
      told += name;
    }
    return told;
  }

  unsubscribe(name: string): void {
    const at = this.listeners.findIndex((listener) => listener.name === name);
    this.listeners.splice(at, 1);
  }
}

const bus = new Bus();

async function main(): Promise<void> {
  const told = task('publish', () => bus.publish());
  task('leave', async () => {
    await sleep(10);
    bus.unsubscribe('a');
  });
  console.log(`b and c stay, told ${await told}`);
}
void main();
