// Two queries on a pool of at most one connection, which is checked before it is lent again.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { internal } = require(versionOf('neo4j-driver-core'));
const { Pool, PoolConfig } = internal.pool;

let made = 0;
const address = internal.serverAddress.ServerAddress.fromUrl('127.0.0.1:7687');
const pool = new Pool({
  create: async (_context, _address, release) => {
    made += 1;
    return { id: made, release };
  },
  destroy: async () => {},
  validateOnAcquire: async () => {
    await sleep(20);
    return true;
  },
  validateOnRelease: async () => true,
  config: new PoolConfig(1, 2000),
});

async function query() {
  const connection = await pool.acquire({}, address);
  await sleep(10);
  await connection.release(address, connection);
}

async function main() {
  await query();
  await operate(
    ['query 1', query],
    [
      'query 2',
      async () => {
        await sleep(5);
        await query();
      },
    ],
  );
  report(made === 1, `${made} connections were open, of at most one`);
  process.exit();
}
void main();
