// expect: silence
// Two generators of one function: each has its own page and list.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

async function* pages(ms: number): AsyncGenerator<string> {
  let page = 0;
  const seen: number[] = [];
  while (page < 2) {
    const current = page;
    await sleep(ms);
    page = current + 1;
    seen.push(page);
    yield seen.join('+');
  }
}

async function consume(ms: number): Promise<string> {
  const parts: string[] = [];
  for await (const part of pages(ms)) parts.push(part);
  return parts.join(', ');
}

async function main(): Promise<void> {
  const texts = await Promise.all([task('a', () => consume(20)), task('b', () => consume(30))]);
  console.log(texts.join(' | '));
}
void main();
