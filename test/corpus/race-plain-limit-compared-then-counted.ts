// expect: check-then-act error limiter.used
// sites: pass, pass, pass
// The number is compared with a limit that is no literal, and counted up after the pause.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const limiter = { most: 1, used: 0 };
const passed: string[] = [];

async function pass(name: string): Promise<void> {
  if (1 > limiter.most - limiter.used) return;
  await sleep(20);
  limiter.used += 1;
  passed.push(name);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => pass('ann')), task('bob', () => pass('bob'))]);
  console.log(`one may pass: ${passed.join()}`);
}
void main();
