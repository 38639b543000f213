// Two requests for the same user, whom nobody has loaded yet.

import { setTimeout as sleep } from 'node:timers/promises';
import driver from '../driver.cjs';

const { operate, report, versionOf } = driver;
const { Cacheable } = await import(versionOf('cacheable'));

let loaded = 0;
const cache = new Cacheable();
const getUser = cache.wrap(
  async function load(id) {
    loaded += 1;
    const version = loaded;
    await sleep(10);
    return { id, version };
  },
  { ttl: '1h', keyPrefix: 'user' },
);

await operate(['GET /user/1', () => getUser(1)], ['GET /user/1 again', () => getUser(1)]);
report(loaded === 1, `the user was loaded ${loaded} times`);
