// expect: silence
// The main script fills the configuration before it serves; all requests read it.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { served } from './lib/served.ts';

type Config = { name: string; lines: number };
let config: Config | undefined;
const features = new Set<string>();

async function start(): Promise<void> {
  const text = await readFile(__filename, 'utf8');
  config = { name: 'shop', lines: text.split('\n').length };
  features.add('search');
}

async function answer(): Promise<string> {
  const name = config?.name;
  await sleep(30);
  return `${name} ${(config?.lines ?? 0) > 10} ${features.has('search')}`;
}

async function main(): Promise<void> {
  await start();
  console.log((await served(answer, (get) => Promise.all([get('/a'), get('/b')]))).join(', '));
}
void main();
