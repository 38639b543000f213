// expect: silence
// A state that is set, shown and set again: the later value is not made of the one shown.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const line = { state: 'new', seen: 0 };
const shown: string[] = [];

async function connect(ms: number): Promise<void> {
  line.state = `opening ${ms}`;
  shown.push(line.state);
  await sleep(ms);
  line.state = `open ${ms}`;
  shown.push(line.state);
  line.seen = line.seen + 1;
  await sleep(ms);
  line.seen = line.seen + 1;
}

async function main(): Promise<void> {
  await Promise.all([task('connect', () => connect(20)), task('connect again', () => connect(50))]);
  console.log(shown.join(', '), line.seen);
}
void main();
