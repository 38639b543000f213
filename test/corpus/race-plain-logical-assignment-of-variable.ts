// expect: check-then-act warning client
// sites: query, query, query
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Client = { id: number };
let client: Client | undefined;
let opened = 0;

async function connect(): Promise<Client> {
  await sleep(20);
  opened++;
  return { id: opened };
}

async function query(text: string): Promise<string> {
  client ??= await connect();
  return `${text} by ${client.id}`;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => query('a')), task('bob', () => query('b'))]);
  console.log(`one connection is enough, opened ${opened}`);
}
void main();
