// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const user = track({ lastSeen: 0, lastPath: '' }, 'user');

async function handle(path: string, ms: number): Promise<void> {
  user.lastSeen = ms;
  user.lastPath = path;
  await sleep(ms);
  user.lastSeen = ms * 2;
  user.lastPath = `${path}/done`;
}

async function main(): Promise<void> {
  await Promise.all([task('a', () => handle('/a', 45)), task('b', () => handle('/b', 5))]);
  console.log(user.lastSeen, user.lastPath);
}
void main();
