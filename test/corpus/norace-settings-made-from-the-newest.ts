// expect: silence
// A copy is saved first; what is put in place afterwards is made of the newest value.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const app = track({ settings: { theme: 'light', size: 1 } }, 'app');
const saved: string[] = [];

async function save(text: string, ms: number): Promise<void> {
  await sleep(ms);
  saved.push(text);
}

async function setTheme(theme: string, ms: number): Promise<void> {
  await sleep(1);
  await save(JSON.stringify({ ...app.settings, theme }), ms);
  app.settings = { ...app.settings, theme };
}

async function setSize(size: number, ms: number): Promise<void> {
  await sleep(1);
  await save(JSON.stringify({ ...app.settings, size }), ms);
  app.settings = { ...app.settings, size };
}

async function main(): Promise<void> {
  await Promise.all([task('theme', () => setTheme('dark', 40)), task('size', () => setSize(2, 5))]);
  console.log(saved.length, JSON.stringify(app.settings));
}
void main();
