// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const pool = track<{ connection: { id: number } | undefined }>({ connection: { id: 1 } }, 'pool');

async function query(): Promise<string> {
  if (!pool.connection) return 'none';
  await sleep(45);
  if (!pool.connection) return 'closed meanwhile';
  return `connection ${pool.connection.id}`;
}

async function close(): Promise<void> {
  await sleep(5);
  pool.connection = undefined;
}

async function main(): Promise<void> {
  const [answer] = await Promise.all([task('query', query), task('close', close)]);
  console.log(answer);
}
void main();
