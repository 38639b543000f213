// expect: silence
// Koa style: one context per request goes through functions that read and write it across awaits.
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { served } from './lib/served.ts';

type Context = { path: string; user?: string; steps: number; body: string };
type Step = (context: Context, next: () => Promise<void>) => Promise<void>;

const steps: Step[] = [
  async (context, next) => {
    const before = context.steps;
    context.user = `user of ${context.path}`;
    await next();
    context.steps = before + 10;
  },
  async (context, next) => {
    await sleep(30);
    if (context.user) {
      await next();
      context.body = `${context.user}, ${context.body}`;
    }
  },
  async (context) => {
    context.body = context.path;
  },
];

function run(context: Context, nth = 0): Promise<void> {
  const step = steps[nth];
  return step ? step(context, () => run(context, nth + 1)) : Promise.resolve();
}

async function answer(request: IncomingMessage): Promise<string> {
  const context: Context = { path: request.url ?? '', steps: 0, body: '' };
  await run(context);
  return `${context.body} in ${context.steps}`;
}

async function main(): Promise<void> {
  console.log((await served(answer, (get) => Promise.all([get('/a'), get('/b')]))).join('; '));
}
void main();
