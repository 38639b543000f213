// expect: check-then-use error pool.connection
// sites: query, close, query
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const pool = track<{ connection: { id: number } | undefined }>({ connection: { id: 1 } }, 'pool');

async function query(): Promise<string> {
  if (pool.connection) {
    await sleep(45);
    return `connection ${pool.connection.id}`;
  }
  return 'none';
}

async function close(): Promise<void> {
  await sleep(5);
  pool.connection = undefined;
}

task('close', close);
task('query', query).then(console.log, (error: Error) => console.log(error.name));
