// expect: silence
// A ring of the latest lines: what a task wrote may have been replaced when it prints them all.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const lines = ['', '', ''];
let next = 0;

function note(line: string): void {
  lines[next] = line;
  next = (next + 1) % lines.length;
}

async function work(name: string, ms: number): Promise<void> {
  await sleep(ms);
  note(`${name} begins`);
  await sleep(80);
  let text = '';
  for (let i = 0; i < lines.length; i++) text += `${lines[i]}; `;
  console.log(text);
}

async function main(): Promise<void> {
  await Promise.all(
    ['ann', 'bob', 'eve', 'joe', 'kim'].map((name, i) => task(name, () => work(name, 10 * i))),
  );
}
void main();
