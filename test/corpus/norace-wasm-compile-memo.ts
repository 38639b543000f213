// expect: silence
// The promise is settled by the engine itself; whoever awaits it comes at least after whoever asked for it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const stock = track({ apples: 1 }, 'stock');
let compiled: Promise<object> | undefined;

/** The types of Node know the namespace but not the value. */
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: { compile(code: Uint8Array): Promise<object> };
};

async function buy(): Promise<void> {
  const before = stock.apples;
  await sleep(500);
  await compiled;
  stock.apples = before + 1;
}

async function deliver(): Promise<void> {
  await sleep(20);
  stock.apples = 50;
  compiled = wasm.compile(EMPTY_MODULE);
}

async function main(): Promise<void> {
  await Promise.all([task('buy', buy), task('deliver', deliver)]);
  console.log(stock.apples);
}
void main();
