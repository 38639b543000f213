// Two requests for the same page with a memoized function.

import { setTimeout as sleep } from 'node:timers/promises';
import driver from '../driver.cjs';

const { operate, report, versionOf } = driver;
const { default: pMemoize } = await import(versionOf('p-memoize'));

let fetched = 0;
const fetchPage = pMemoize(async (url) => {
  fetched += 1;
  const version = fetched;
  await sleep(10);
  return `${url} ${version}`;
});

await operate(['GET /a', () => fetchPage('/a')], ['GET /a again', () => fetchPage('/a')]);
report(fetched === 1, `the page was fetched ${fetched} times`);
