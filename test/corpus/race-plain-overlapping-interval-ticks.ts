// expect: lost-update error offset
// sites: tick, tick, tick
// The work of a tick takes longer than the interval.
import { setTimeout as sleep } from 'node:timers/promises';

let offset = 0;
let started = 0;
let ended = 0;

async function tick(): Promise<void> {
  started += 1;
  if (started === 3) clearInterval(timer);
  const from = offset;
  await sleep(120);
  offset = from + 10;
  ended += 1;
  if (ended === 3) console.log(`3 batches of 10, offset ${offset}`);
}

const timer = setInterval(tick, 20);
