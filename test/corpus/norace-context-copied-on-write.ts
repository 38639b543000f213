// expect: silence
// As Go's context.WithValue does: nobody changes a context that others hold.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

type Context = { requestId: string; user?: string };
const base = track<Context>({ requestId: 'none' }, 'base');

async function handle(user: string, ms: number): Promise<string> {
  const ctx = { ...base, requestId: user[0] as string };
  await sleep(ms);
  const inner = { ...ctx, user };
  return `${inner.requestId}:${inner.user}`;
}

async function main(): Promise<void> {
  const answers = [task('ann', () => handle('ann', 45)), task('bob', () => handle('bob', 5))];
  console.log((await Promise.all(answers)).join(), base.user);
}
void main();
