// Two parts of a program refresh one session. The server answers in memory.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { GoTrueClient } = require(versionOf('gotrue-js'));

const user = { id: '1', email: 'ada@example.com' };
const sessionOf = (n) => ({
  access_token: `e30.${Buffer.from('{"exp":4102444800}').toString('base64url')}.${n}`,
  refresh_token: `refresh-${n}`,
  token_type: 'bearer',
  expires_in: 3600,
  expires_at: 4102444800,
  user,
});

const used = new Set();
let refused = 0;
let refreshes = 0;
async function fetch(_url, { body }) {
  if (body === undefined) return { ok: true, status: 200, json: async () => user };
  const { refresh_token } = JSON.parse(body);
  if (used.has(refresh_token)) refused += 1;
  used.add(refresh_token);
  refreshes += 1;
  const session = sessionOf(refreshes);
  await sleep(20 * refreshes);
  return { ok: true, status: 200, json: async () => session };
}

async function main() {
  const client = new GoTrueClient({
    url: 'http://127.0.0.1',
    fetch,
    autoRefreshToken: false,
    persistSession: false,
    detectSessionInUrl: false,
  });
  // The fix came with a new major version, which names this otherwise.
  if (client.signIn) await client.signIn({ refreshToken: 'refresh-first' });
  else await client.setSession(sessionOf(0));
  await operate(['page', () => client.refreshSession()], ['worker', () => client.refreshSession()]);
  report(refused === 0, `a refresh token was used again ${refused} times`);
}
void main();
