// expect: lost-update error feed.offset
// sites: tick, tick, tick
// The work of a tick takes longer than the interval.
import { setTimeout as sleep } from 'node:timers/promises';
import { track } from 'racewatch';

const feed = track({ offset: 0 }, 'feed');
let started = 0;
let ended = 0;

async function tick(): Promise<void> {
  started += 1;
  if (started === 3) clearInterval(timer);
  const from = feed.offset;
  await sleep(60);
  feed.offset = from + 10;
  ended += 1;
  if (ended === 3) console.log(`3 batches of 10, offset ${feed.offset}`);
}

const timer = setInterval(tick, 10);
