// expect: silence
// The look is for the log only; each task puts its own constant, and the last one holds.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let banner = 'welcome';
const log: string[] = [];

async function announceSale(): Promise<void> {
  log.push(banner);
  await sleep(20);
  banner = 'sale';
}

async function announceClosing(): Promise<void> {
  log.push(banner);
  await sleep(80);
  banner = 'closing soon';
}

async function main(): Promise<void> {
  await Promise.all([task('sale', announceSale), task('closing', announceClosing)]);
  console.log(`${log.join(', ')}, then ${banner}`);
}
void main();
