// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const config = track(
  { limits: { max: 3 }, regions: ['eu', 'us'], flags: new Map([['beta', true]]) },
  'config',
);

async function handle(ms: number): Promise<string> {
  const { max } = config.limits;
  await sleep(ms);
  for (const region of config.regions) if (region === 'eu') await sleep(1);
  return `${max}${config.regions.length}${config.flags.get('beta')}${config.limits.max}`;
}

async function main(): Promise<void> {
  console.log((await Promise.all([task('a', () => handle(5)), task('b', () => handle(9))])).join());
}
void main();
