// expect: overwritten error user.name
// sites: handle, handle, handle
// Two cls-hooked runs get at the same object through their namespace.
import { setTimeout as sleep } from 'node:timers/promises';
import { createNamespace } from 'cls-hooked';
import { track } from 'racewatch';

const namespace = createNamespace('request');
const shared = track({ name: '' }, 'user');

async function handle(name: string, ms: number): Promise<string> {
  const user = namespace.get('user') as { name: string };
  user.name = name;
  await sleep(ms);
  return `${name} sees ${user.name}`;
}

function run(name: string, ms: number): Promise<string> {
  return namespace.runAndReturn(() => {
    namespace.set('user', shared);
    return handle(name, ms);
  });
}

Promise.all([run('ann', 45), run('bob', 5)]).then((answers) => console.log(answers.join(', ')));
