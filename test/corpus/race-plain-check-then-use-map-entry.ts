// expect: check-then-use error sockets["ann"]
// sites: send, disconnect, send
// `has` before the await, `get` after it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Socket = { lines: string[] };
const sockets = new Map<string, Socket>([['ann', { lines: [] }]]);

async function send(name: string, line: string): Promise<number> {
  if (!sockets.has(name)) return 0;
  await sleep(80);
  return (sockets.get(name) as Socket).lines.push(line);
}

async function disconnect(name: string): Promise<void> {
  await sleep(20);
  sockets.delete(name);
}

task('disconnect', () => disconnect('ann'));
task('send', () => send('ann', 'hello')).then(console.log, (error: Error) => console.log(error.name));
