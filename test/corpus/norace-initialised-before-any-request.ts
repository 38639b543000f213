// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { track } from 'racewatch';
import { served } from './lib/served.ts';

const app = track<{ greeting?: { text: string } }>({}, 'app');

async function init(): Promise<void> {
  if (app.greeting) return;
  await sleep(3);
  app.greeting = { text: 'hello' };
}

async function greet(): Promise<string> {
  await sleep(3);
  return app.greeting?.text ?? 'not ready';
}

async function main(): Promise<void> {
  await init();
  const answers = await served(greet, (get) => Promise.all([get('/'), get('/')]));
  console.log(answers.join());
}
void main();
