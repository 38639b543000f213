// Two requests ask for the same singleton; a hook opens its connection before it may be used.

import { setTimeout as sleep } from 'node:timers/promises';
import driver from '../driver.cjs';

const { operate, report, versionOf } = driver;
const { Container } = await import(versionOf('@adonisjs/fold'));

class Database {
  connection = undefined;
}

const container = new Container();
container.singleton(Database, () => new Database());
container.resolving(Database, async (database) => {
  await sleep(10);
  database.connection = 'open';
});

async function query() {
  const database = await container.make(Database);
  return database.connection;
}

const connections = await operate(['query 1', query], ['query 2', query]);
const right = connections.every((connection) => connection === 'open');
report(right, `the queries saw the connections ${connections.join(' and ')}`);
