// expect: lost-update error visits["/shop"]
// sites: answer, answer, answer
import type { IncomingMessage } from 'node:http';
import { served, together } from './lib/served.ts';

const visits = new Map<string, number>();

async function answer(request: IncomingMessage): Promise<string> {
  const path = request.url ?? '';
  const before = visits.get(path) ?? 0;
  if (before > 0) await together();
  visits.set(path, before + 1);
  return 'welcome';
}

async function main(): Promise<void> {
  await served(answer, async (get) => {
    await get('/shop');
    await Promise.all([get('/shop'), get('/shop')]);
  });
  console.log(`3 visits, counted ${visits.get('/shop')}`);
}
void main();
