// expect: silence
// An arrow-function field that puts its work behind the work before it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Meter {
  value = 0;
  private last: Promise<void> = Promise.resolve();

  add = (watts: number): Promise<void> => {
    this.last = this.last.then(async () => {
      const before = this.value;
      await sleep(watts);
      this.value = before + watts;
    });
    return this.last;
  };
}

const meter = new Meter();
const { add } = meter;

async function main(): Promise<void> {
  await Promise.all([task('oven', () => add(80)), task('lamp', () => add(20))]);
  console.log(`80 + 20 = ${meter.value}`);
}
void main();
