// expect: silence
// Attempts and the last error are variables of each call, changed by the closure inside.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

async function withRetries<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  let attempts = 0;
  let last: unknown;
  const once = async (): Promise<T> => {
    const before = attempts;
    try {
      return await work(before);
    } catch (error) {
      last = error;
      attempts = before + 1;
      if (attempts === 3) throw last;
      return once();
    }
  };
  return once();
}

async function flaky(name: string, attempt: number): Promise<string> {
  await sleep(20);
  if (attempt < 2) throw new Error('busy');
  return `${name} at attempt ${attempt + 1}`;
}

async function main(): Promise<void> {
  const names = ['ann', 'bob'];
  const calls = names.map((name) => task(name, () => withRetries((attempt) => flaky(name, attempt))));
  console.log((await Promise.all(calls)).join(', '));
}
void main();
