// A process that loads program files as modules, one after the other, and writes down what each did:
// node child.cjs RESULTS FILE… With a preload the files come instrumented; this one is to be left out.

import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Exports, hostWorld, remains, settle } from './host.ts';

const [results, ...files] = process.argv.slice(2);

process.on('unhandledRejection', () => {});

async function observeFile(file: string): Promise<string[]> {
  const log: string[] = [];
  const { describer, ...world } = hostWorld(log);
  const before = new Set([...Object.keys(globalThis), ...Object.keys(world)]);
  Object.assign(globalThis, world);
  let exports: Exports = {};
  try {
    exports = file.endsWith('.mjs')
      ? ((await import(pathToFileURL(file).href)) as { exports: Exports }).exports
      : (require(file) as Exports);
    await settle(exports.later?.(), log, describer);
  } catch (error) {
    log.push(`ended by ${describer.describe(error)}`);
  }
  const made = Object.keys(globalThis).filter((name) => !before.has(name));
  const lines = [...log, ...remains(exports, globalThis, made, describer)];
  for (const name of made) Reflect.deleteProperty(globalThis, name);
  return lines;
}

async function main(): Promise<void> {
  const all: string[][] = [];
  for (const file of files) all.push(await observeFile(file));
  writeFileSync(results as string, JSON.stringify(all));
  // Programs leave promises and iterators behind.
  process.exit(0);
}

void main();
