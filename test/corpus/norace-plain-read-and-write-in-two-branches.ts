// expect: silence
// No run of the function both reads and writes: which it does depends on its parameter.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let motto = 'hello';
const answers: string[] = [];

async function handle(method: string, text: string, ms: number): Promise<void> {
  if (method === 'GET') {
    const shown = motto;
    await sleep(ms);
    answers.push(`${shown} to ${text}`);
  } else {
    await sleep(ms);
    motto = text;
  }
}

async function session(name: string, ms: number): Promise<void> {
  await handle('GET', name, ms);
  await handle('POST', `${name} was here`, ms);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => session('ann', 20)), task('bob', () => session('bob', 60))]);
  console.log(answers.join(', '), motto);
}
void main();
