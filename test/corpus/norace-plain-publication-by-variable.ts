// expect: silence
// The object is filled before the variable holds it, or what comes later is in nobody's way.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Menu = { week: number; today?: string; seen?: number };
let menu: Menu = { week: 1, today: 'soup' };

async function plan(): Promise<void> {
  const next: Menu = { week: 2 };
  await sleep(40);
  next.today = 'pasta';
  menu = next;
  await sleep(40);
  menu.seen = 1;
}

async function show(ms: number): Promise<string> {
  await sleep(ms);
  return `week ${menu.week}: ${menu.today}`;
}

async function main(): Promise<void> {
  const [one, two] = await Promise.all([
    task('show', () => show(20)),
    task('show', () => show(60)),
    task('plan', plan),
  ]);
  console.log(one, two);
}
void main();
