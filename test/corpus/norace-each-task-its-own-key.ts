// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const sessions = track(new Map<string, number>(), 'sessions');

async function visit(name: string, ms: number): Promise<void> {
  sessions.set(name, 1);
  const seen = sessions.get(name) ?? 0;
  await sleep(ms);
  sessions.set(name, seen + 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => visit('ann', 5)), task('bob', () => visit('bob', 45))]);
  console.log(sessions.get('ann'), sessions.get('bob'));
}
void main();
