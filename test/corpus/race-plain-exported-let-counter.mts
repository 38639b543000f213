// expect: lost-update error sold
// sites: sell, sell, sell
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';
import { sell, sold } from './lib/plain-tickets.mjs';

await Promise.all([task('ann', () => sell(() => sleep(20))), task('bob', () => sell(() => sleep(80)))]);
console.log(`2 sold, counted ${sold}`);
