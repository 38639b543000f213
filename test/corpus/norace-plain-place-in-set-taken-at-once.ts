// expect: silence
// The place is taken before the await and given back on failure.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const online = new Set(['ann']);

async function join(name: string, ms: number): Promise<string> {
  if (online.size >= 2) return 'full';
  online.add(name);
  await sleep(ms);
  if (name.length < 4) return 'joined';
  online.delete(name);
  return 'refused';
}

async function main(): Promise<void> {
  const answers = [task('bob', () => join('bob', 20)), task('eve', () => join('eve', 80))];
  console.log((await Promise.all(answers)).join(', '), [...online].join());
}
void main();
