// Two jobs borrow from a pool of two connections, which are checked asynchronously before they are lent.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { Pool } = require(versionOf('generic-pool'));

let made = 0;
const pool = new Pool({
  name: 'connections',
  min: 0,
  max: 2,
  create(callback) {
    made += 1;
    callback(null, { id: made });
  },
  destroy() {},
  validateAsync(_connection, callback) {
    setTimeout(callback, 5, true);
  },
});

const acquire = () =>
  new Promise((resolve, reject) => {
    pool.acquire((error, connection) => (error ? reject(error) : resolve(connection)));
  });

const lent = new Set();
let sharedBy = 0;
async function job() {
  const connection = await acquire();
  if (lent.has(connection.id)) sharedBy += 1;
  lent.add(connection.id);
  await sleep(20);
  lent.delete(connection.id);
  pool.release(connection);
}

async function main() {
  const idle = [await acquire(), await acquire()];
  for (const connection of idle) pool.release(connection);
  await operate(['job 1', job], ['job 2', job]);
  report(
    sharedBy === 0,
    sharedBy === 0 ? 'each job had its own connection' : 'two jobs got the same connection',
  );
  process.exit();
}
void main();
