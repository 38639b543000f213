// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';
import { z } from 'zod';

const schema = z.object({
  name: z.string(),
  tags: z.array(z.string()),
  limits: z.map(z.string(), z.number()),
});
const watched = track({ name: 'ann', tags: ['x'], limits: new Map([['max', 3]]) }, 'watched');

async function check(ms: number): Promise<string> {
  await sleep(ms);
  const parsed = schema.parse(watched);
  return `${parsed.name} ${parsed.tags.join()} ${parsed.limits.get('max')}`;
}

async function main(): Promise<void> {
  console.log((await Promise.all([task('a', () => check(2)), task('b', () => check(4))])).join(' | '));
}
void main();
