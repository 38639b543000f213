// expect: check-then-act warning sent.has("order-1")
// sites: notify, notify, notify
// The mail goes out twice; the Set was meant to prevent it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const sent = track(new Set<string>(), 'sent');
let mails = 0;

async function notify(order: string): Promise<void> {
  if (sent.has(order)) return;
  await sleep(5);
  mails += 1;
  sent.add(order);
}

async function main(): Promise<void> {
  await Promise.all([task('hook', () => notify('order-1')), task('retry', () => notify('order-1'))]);
  console.log(`one order, ${mails} mails`);
}
void main();
