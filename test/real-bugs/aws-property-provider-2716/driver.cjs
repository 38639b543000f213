// Two calls ask a memoized provider for credentials that nobody has fetched yet.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { memoize } = require(versionOf('@aws-sdk/property-provider'));

let fetched = 0;
const credentials = memoize(async () => {
  fetched += 1;
  const accessKeyId = `key-${fetched}`;
  await sleep(10);
  return { accessKeyId };
});

async function main() {
  await operate(['put object', () => credentials()], ['get object', () => credentials()]);
  report(fetched === 1, `credentials were fetched ${fetched} times`);
}
void main();
