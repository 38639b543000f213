// Two requests of one app whose access token has expired. The credential answers in memory.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const admin = require(versionOf('firebase-admin'));

let fetched = 0;
const credential = {
  async getAccessToken() {
    fetched += 1;
    const access_token = `token-${fetched}`;
    await sleep(20 * fetched);
    return { access_token, expires_in: 3600 };
  },
};

async function main() {
  const { INTERNAL } = admin.initializeApp({ credential, projectId: 'shop' });
  await operate(['GET /a', () => INTERNAL.getToken()], ['GET /b', () => INTERNAL.getToken()]);
  report(fetched === 1, `the token was fetched ${fetched} times`);
}
void main();
