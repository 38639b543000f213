// Two requests share one connection to a database. `plain` and `bound` are called back; `promise` awaits the answers.
// The connection is opened at start, or with `late` by a request that is over when the others come.
const { once } = require('node:events');
const { createServer } = require('node:http');
const { races, stats } = require('racewatch');
const { createDatabase, createDriver } = require('./callback-driver.cjs');

const [form, late] = process.argv.slice(2);
const stock = new Map([['apples', 10]]);
let database;
const driver = createDriver(form === 'bound');

const server = createServer(async (request, response) => {
  if (request.url === '/open') {
    await driver.open(database.address().port);
    response.end();
    return;
  }
  const seen = stock.get('apples');
  const write = () => {
    stock.set('apples', seen - 1);
    response.end();
  };
  if (form === 'promise') {
    await new Promise((done) => driver.query('sell', done));
    write();
  } else {
    driver.query('sell', write);
  }
});

async function main() {
  database = createDatabase();
  await once(database.listen(0, '127.0.0.1'), 'listening');
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const post = async (path) => {
    const url = `http://127.0.0.1:${server.address().port}${path}`;
    await (await fetch(url, { method: 'POST', headers: { connection: 'close' } })).text();
  };
  await (late ? post('/open') : driver.open(database.address().port));
  await Promise.all([post('/sell'), post('/sell')]);
  const tasks = races().map((race) => race.tasks.map(({ kind, name }) => `${kind} ${name}`));
  console.log(JSON.stringify({ left: stock.get('apples'), tasks, faults: stats().faults }));
  driver.close();
  database.close();
  server.close();
}
void main();
