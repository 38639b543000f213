// expect: silence
// A failure clears the variable, so that the next one tries again.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Client = { id: number };
let connecting: Promise<Client> | undefined;
let opened = 0;

async function connect(): Promise<Client> {
  await sleep(20);
  opened++;
  if (opened === 1) throw new Error('refused');
  return { id: opened };
}

async function client(): Promise<Client> {
  connecting ??= connect().catch((error: unknown) => {
    connecting = undefined;
    throw error;
  });
  return connecting;
}

async function query(user: string): Promise<string> {
  try {
    return `${user} by ${(await client()).id}`;
  } catch {
    return `${user} by ${(await client()).id} later`;
  }
}

async function main(): Promise<void> {
  const answers = await Promise.all([task('ann', () => query('ann')), task('bob', () => query('bob'))]);
  console.log(answers.join(', '), `opened ${opened}`);
}
void main();
