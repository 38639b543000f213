// expect: unsafe-publication warning menu.today
// sites: plan, show, plan
// The new object is in the variable before it is filled.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Menu = { week: number; today?: string };
let menu: Menu = { week: 1, today: 'soup' };

async function plan(): Promise<void> {
  menu = { week: 2 };
  await sleep(80);
  menu.today = 'pasta';
}

async function show(): Promise<string> {
  await sleep(20);
  return `week ${menu.week}: ${menu.today}`;
}

async function main(): Promise<void> {
  const [line] = await Promise.all([task('show', show), task('plan', plan)]);
  console.log(line);
}
void main();
