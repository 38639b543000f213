// Two requests ask PostgreSQL over connections that they share, by promises or by callbacks, and go on with a Map.
const { once } = require('node:events');
const { createServer } = require('node:http');
const { Client, Pool } = require('pg');
const { races, stats } = require('racewatch');

const [form, style, sharing, port] = process.argv.slice(2);
const stock = new Map([['apples', 10]]);

async function main() {
  const options = { host: '127.0.0.1', port: Number(port), user: 'shop', database: 'postgres' };
  const database = sharing === 'pool' ? new Pool({ ...options, max: 2 }) : new Client(options);
  if (sharing !== 'pool') await database.connect();
  const pay = (done) => {
    const text = 'select pg_sleep(0.2), $1::int as paid';
    if (style === 'callbacks')
      database.query(text, [1], (error, result) => done(error ?? result.rows[0].paid));
    else database.query(text, [1]).then((result) => done(result.rows[0].paid), done);
  };

  const server = createServer((_request, response) => {
    const seen = form === 'race' ? stock.get('apples') : undefined;
    pay((paid) => {
      stock.set('apples', (seen ?? stock.get('apples')) - 1);
      response.end(`paid ${paid}`);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/sell`;
  const post = async () => (await fetch(url, { method: 'POST', headers: { connection: 'close' } })).text();
  const answers = await Promise.all([post(), post()]);
  const tasks = races().map((race) => race.tasks.map(({ kind, name }) => `${kind} ${name}`));
  console.log(JSON.stringify({ answers, left: stock.get('apples'), tasks, faults: stats().faults }));
  await database.end();
  server.close();
}
void main();
