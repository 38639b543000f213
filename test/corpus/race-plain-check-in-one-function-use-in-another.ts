// expect: check-then-use error current
// sites: isOpen, close, write
// The test and the use stand in helpers of their own; the await is between them.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type File = { name: string; text: string };
let current: File | undefined = { name: 'notes', text: '' };

function isOpen(): boolean {
  return current !== undefined;
}

function write(text: string): string {
  (current as File).text += text;
  return 'written';
}

async function save(text: string): Promise<string> {
  if (!isOpen()) return 'closed';
  await sleep(80);
  return write(text);
}

async function close(): Promise<void> {
  await sleep(20);
  current = undefined;
}

task('close', close);
task('save', () => save('hello')).then(console.log, (error: Error) => console.log(error.name));
