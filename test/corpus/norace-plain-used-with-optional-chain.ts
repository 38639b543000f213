// expect: silence
// The second look copes with nothing: `?.` and `??` are a test of their own.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Connection = { sent: string[] };
let connection: Connection | undefined = { sent: [] };

async function send(text: string): Promise<string> {
  if (!connection) return 'offline';
  await sleep(80);
  const nth = connection?.sent.push(text) ?? 0;
  return nth > 0 ? 'sent' : 'went offline';
}

async function close(): Promise<void> {
  await sleep(20);
  connection = undefined;
}

async function main(): Promise<void> {
  const [text] = await Promise.all([task('send', () => send('hello')), task('close', close)]);
  console.log(text);
}
void main();
