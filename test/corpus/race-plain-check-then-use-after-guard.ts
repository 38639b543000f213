// expect: check-then-use error connection
// sites: send, close, send
// The test is a guard that leaves the function early.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Connection = { id: number; sent: string[] };
let connection: Connection | undefined = { id: 1, sent: [] };

async function send(text: string): Promise<string> {
  if (!connection) return 'offline';
  await sleep(80);
  connection.sent.push(text);
  return `sent ${text}`;
}

async function close(): Promise<void> {
  await sleep(20);
  connection = undefined;
}

task('close', close);
task('send', () => send('hello')).then(console.log, (error: Error) => console.log(error.name));
