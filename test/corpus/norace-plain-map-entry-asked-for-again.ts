// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Socket = { lines: string[] };
const sockets = new Map<string, Socket>([['ann', { lines: [] }]]);

async function send(name: string, line: string): Promise<string> {
  if (!sockets.has(name)) return 'unknown';
  await sleep(80);
  const socket = sockets.get(name);
  if (!socket) return 'gone';
  socket.lines.push(line);
  return 'sent';
}

async function disconnect(name: string): Promise<void> {
  await sleep(20);
  sockets.delete(name);
}

async function main(): Promise<void> {
  const [text] = await Promise.all([
    task('send', () => send('ann', 'hello')),
    task('disconnect', () => disconnect('ann')),
  ]);
  console.log(text);
}
void main();
