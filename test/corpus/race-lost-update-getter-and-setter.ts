// expect: lost-update error tank.litres
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const tank = track(
  {
    litres: 50,
    get level() {
      return this.litres;
    },
    set level(value: number) {
      this.litres = value;
    },
  },
  'tank',
);

async function draw(litres: number): Promise<void> {
  const level = tank.level;
  await sleep(5);
  tank.level = level - litres;
}

async function main(): Promise<void> {
  await Promise.all([task('tap', () => draw(10)), task('hose', () => draw(15))]);
  console.log(`50 - 10 - 15 = ${tank.level}`);
}
void main();
