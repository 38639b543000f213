// Two requests with one client whose access token has expired. The transporter answers in memory.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { OAuth2Client } = require(versionOf('google-auth-library'));

let refreshes = 0;
const client = new OAuth2Client('id', 'secret', 'http://127.0.0.1/callback');
client.credentials = { refresh_token: 'refresh', access_token: 'expired', expiry_date: Date.now() - 60_000 };
client.transporter = {
  async request({ url }) {
    if (!url.includes('token')) return { status: 200, data: {}, headers: {} };
    refreshes += 1;
    const access_token = `access-${refreshes}`;
    await sleep(10 * refreshes);
    return { status: 200, data: { access_token, expires_in: 3600 }, headers: {} };
  },
};

async function main() {
  await operate(
    ['GET /a', () => client.request({ url: 'http://127.0.0.1/a' })],
    ['GET /b', () => client.request({ url: 'http://127.0.0.1/b' })],
  );
  report(refreshes === 1, `the token was refreshed ${refreshes} times`);
}
void main();
