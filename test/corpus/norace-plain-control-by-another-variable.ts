// expect: silence
// The write stands under a test, of a variable that nobody writes.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const features = { themes: true };
const page = { theme: 'plain' };
const seen: string[] = [];

async function choose(theme: string, ms: number): Promise<void> {
  seen.push(page.theme);
  if (features.themes) {
    await sleep(ms);
    page.theme = theme;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => choose('dark', 20)), task('bob', () => choose('light', 80))]);
  console.log(seen.join(), page.theme);
}
void main();
