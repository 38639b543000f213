// expect: silence
// What was read goes into a line of text; what is written comes from the caller.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const settings = new Map([['mode', 'day']]);
const lines: string[] = [];

async function choose(mode: string, ms: number): Promise<void> {
  const before = settings.get('mode');
  await sleep(ms);
  lines.push(`leaving ${before}`);
  settings.set('mode', mode);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => choose('night', 20)), task('bob', () => choose('party', 80))]);
  console.log(`${lines.join(', ')}, now ${settings.get('mode')}`);
}
void main();
