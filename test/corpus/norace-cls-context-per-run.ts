// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { createNamespace } from 'cls-hooked';

const namespace = createNamespace('request');

async function handle(name: string, ms: number): Promise<string> {
  namespace.set('user', { name });
  await sleep(ms);
  const user = namespace.get('user') as { name: string };
  return `${name} sees ${user.name}`;
}

const run = (name: string, ms: number): Promise<string> => namespace.runAndReturn(() => handle(name, ms));

Promise.all([run('ann', 45), run('bob', 5)]).then((answers) => console.log(answers.join()));
