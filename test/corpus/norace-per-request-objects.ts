// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

async function handle(name: string, ms: number): Promise<string> {
  const request = track({ user: name, steps: 0 }, 'request');
  const seen = request.steps;
  await sleep(ms);
  request.steps = seen + 1;
  return `${request.user} ${request.steps}`;
}

async function main(): Promise<void> {
  const answers = [task('ann', () => handle('ann', 5)), task('bob', () => handle('bob', 5))];
  console.log((await Promise.all(answers)).join());
}
void main();
