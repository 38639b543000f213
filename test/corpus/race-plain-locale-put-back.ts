// expect: lost-update error locale
// sites: render, render, render
// Set, work, put the old one back: right for one at a time, wrong as soon as two overlap.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let locale = 'en';

async function render(wanted: string, ms: number): Promise<string> {
  const before = locale;
  locale = wanted;
  try {
    await sleep(ms);
    return `page in ${wanted}`;
  } finally {
    locale = before;
  }
}

async function main(): Promise<void> {
  const german = task('ann', () => render('de', 20));
  const french = task('bob', () => render('fr', 60));
  await Promise.all([german, french]);
  console.log(`locale was en, is ${locale}`);
}
void main();
