// expect: silence
// A tick that finds the one before still at work does nothing.
import { setTimeout as sleep } from 'node:timers/promises';

let running = false;
let offset = 0;
let started = 0;
let skipped = 0;

async function tick(): Promise<void> {
  started++;
  if (started === 4) clearInterval(timer);
  if (running) {
    skipped++;
    return;
  }
  running = true;
  try {
    const from = offset;
    await sleep(75);
    offset = from + 10;
  } finally {
    running = false;
  }
}

const timer = setInterval(tick, 50);
setTimeout(() => console.log(`2 batches of 10, offset ${offset}, skipped ${skipped}`), 400);
