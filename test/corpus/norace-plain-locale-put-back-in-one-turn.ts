// expect: silence
// Set, work, put back: within one turn nobody comes in between.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let locale = 'en';

function greeting(): string {
  return locale === 'de' ? 'Hallo' : locale === 'fr' ? 'Salut' : 'Hello';
}

function inLocale<T>(wanted: string, work: () => T): T {
  const before = locale;
  locale = wanted;
  try {
    return work();
  } finally {
    locale = before;
  }
}

async function render(wanted: string, ms: number): Promise<string> {
  const head = inLocale(wanted, greeting);
  await sleep(ms);
  return `${head} and ${inLocale(wanted, greeting)}`;
}

async function main(): Promise<void> {
  const pages = [task('ann', () => render('de', 20)), task('bob', () => render('fr', 80))];
  console.log((await Promise.all(pages)).join(', '), locale);
}
void main();
