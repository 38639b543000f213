// expect: lost-update error Meter.value
// sites: add, add, add
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Meter {
  value = 0;

  add = async (watts: number): Promise<void> => {
    const before = this.value;
    await sleep(watts);
    this.value = before + watts;
  };
}

const meter = new Meter();
const { add } = meter;

async function main(): Promise<void> {
  await Promise.all([task('oven', () => add(80)), task('lamp', () => add(20))]);
  console.log(`80 + 20 = ${meter.value}`);
}
void main();
