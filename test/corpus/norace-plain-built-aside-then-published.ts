// expect: silence
// The new content is complete before the variable gets it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Menu = { week: number; dishes: Map<string, string> };
let menu: Menu = { week: 1, dishes: new Map([['today', 'soup']]) };

async function plan(week: number): Promise<void> {
  const next: Menu = { week, dishes: new Map() };
  await sleep(80);
  next.dishes.set('today', 'pasta');
  menu = next;
}

async function show(ms: number): Promise<string> {
  await sleep(ms);
  return `week ${menu.week}: ${menu.dishes.get('today')}`;
}

async function main(): Promise<void> {
  const lines = [task('early', () => show(20)), task('late', () => show(130))];
  await task('plan', () => plan(2));
  console.log((await Promise.all(lines)).join(', '));
}
void main();
