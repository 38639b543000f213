// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { track } from 'racewatch';

const feed = track({ offset: 0 }, 'feed');
let ticks = 0;

async function tick(): Promise<void> {
  ticks += 1;
  if (ticks === 3) clearInterval(timer);
  const from = feed.offset;
  await sleep(3);
  feed.offset = from + 10;
  if (ticks === 3) console.log(feed.offset);
}

const timer = setInterval(tick, 250);
