// expect: silence
// Every request has an instance of its own; all share code and prototype only.
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { served } from './lib/served.ts';

class Handler {
  protected steps = 0;
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }
}

class ShopHandler extends Handler {
  async run(): Promise<string> {
    const before = this.steps;
    await sleep(30);
    this.steps = before + 1;
    return `${this.path} in ${this.steps}`;
  }
}

function answer(request: IncomingMessage): Promise<string> {
  return new ShopHandler(request.url ?? '').run();
}

async function main(): Promise<void> {
  const answers = await served(answer, (get) => Promise.all([get('/a'), get('/b')]));
  console.log(answers.join(', '));
}
void main();
