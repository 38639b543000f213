// expect: silence
// Counters in variables of the module: requests in flight, requests ever, bytes, the longest wait.
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { served } from './lib/served.ts';

let inFlight = 0;
let requests = 0;
let bytes = 0;
let mostAtOnce = 0;

async function answer(request: IncomingMessage): Promise<string> {
  if (request.url === '/stats')
    return `${requests} requests, ${bytes} bytes, ${mostAtOnce > 0 ? 'busy' : 'idle'}`;
  requests++;
  inFlight++;
  if (inFlight > mostAtOnce) mostAtOnce = inFlight;
  await sleep(40);
  const text = `this is ${request.url}`;
  bytes += text.length;
  inFlight--;
  return text;
}

async function main(): Promise<void> {
  const stats = await served(answer, async (get) => {
    await Promise.all([get('/a'), get('/b'), get('/c')]);
    return get('/stats');
  });
  console.log(stats);
}
void main();
