// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Tank {
  #litres = 50;

  get level(): number {
    return this.#litres;
  }

  set level(litres: number) {
    this.#litres = Math.max(0, litres);
  }
}

const tank = new Tank();

async function draw(litres: number): Promise<void> {
  await sleep(litres * 2);
  tank.level -= litres;
}

async function main(): Promise<void> {
  await Promise.all([task('tap', () => draw(10)), task('hose', () => draw(25))]);
  console.log(`50 - 10 - 25 = ${tank.level}`);
}
void main();
