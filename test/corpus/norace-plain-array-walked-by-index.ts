// expect: silence
// Items that come or go behind the walk, and a walk from the end, disturb nobody; nor does a position per task.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const listeners = ['ann', 'bob', 'eve', 'fay'];
const servers = ['a', 'b', 'c'];
const told: string[] = [];
let turn = 0;

async function tell(): Promise<void> {
  for (let i = 0; i < listeners.length; i++) {
    told.push(listeners[i] as string);
    await sleep(30);
  }
}

async function close(): Promise<void> {
  for (let i = servers.length - 1; i >= 0; i--) {
    told.push(servers[i] as string);
    await sleep(30);
  }
}

async function join(): Promise<void> {
  await sleep(15);
  listeners.push('gil');
  listeners.splice(listeners.indexOf('fay'), 1);
  servers.pop();
}

async function ask(ms: number): Promise<void> {
  const server = listeners[turn++ % 2];
  await sleep(ms);
  told.push(`${server}`);
}

async function main(): Promise<void> {
  await Promise.all([task('news', tell), task('close', close), task('join', join)]);
  await Promise.all([task('ask', () => ask(20)), task('ask', () => ask(40)), task('join', join)]);
  console.log(told.join());
}
void main();
