// Two requests of one user whose access token has expired. The server gives a refresh token up for one new one.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');

let refreshes = 0;
globalThis.fetch = async () => {
  refreshes += 1;
  const token = {
    access_token: `access-${refreshes}`,
    refresh_token: `refresh-${refreshes}`,
    expires_in: 3600,
  };
  await sleep(20 * refreshes);
  return new Response(JSON.stringify(token), { headers: { 'content-type': 'application/json' } });
};
globalThis.crypto ??= require('node:crypto').webcrypto;

const { auth } = require(versionOf('alby-js-sdk'));

async function main() {
  const user = new auth.OAuth2User({
    client_id: 'shop',
    client_secret: 'secret',
    callback: 'http://127.0.0.1/callback',
    scopes: ['account:read'],
    token: { access_token: 'expired', refresh_token: 'refresh-0', expires_at: 1 },
  });
  await operate(['GET /a', () => user.getAuthHeader()], ['GET /b', () => user.getAuthHeader()]);
  report(refreshes === 1, `the token was refreshed ${refreshes} times`);
}
void main();
