// expect: silence
// The count is compared with a limit to say something; that it is counted up does not hang on it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const statistics = { many: 0, visits: 0 };
const said: string[] = [];

async function visit(name: string): Promise<void> {
  if (statistics.visits > statistics.many) said.push(`${name} finds a crowd`);
  await sleep(20);
  statistics.visits += 1;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => visit('ann')), task('bob', () => visit('bob'))]);
  console.log(statistics.visits, said.join());
}
void main();
