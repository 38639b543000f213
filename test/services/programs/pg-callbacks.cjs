// Two requests share a connection of pg, opened at start, and go on in its callbacks. What answers, in a process of
// its own, is no database: it speaks as much of PostgreSQL's protocol as to answer each query with no rows.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const { createServer } = require('node:http');
const net = require('node:net');
const { Client, Pool } = require('pg');
const { races, stats } = require('racewatch');

const [form, sharing] = process.argv.slice(2);
const stock = new Map([['apples', 10]]);

const message = (type, body) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const WELCOME = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const DONE = message('C', Buffer.from('SELECT 0\0'));

function serve() {
  const server = net.createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([WELCOME, READY]));
      socket.on('data', (chunk) => {
        if (String(chunk).startsWith('Q')) setTimeout(() => socket.write(Buffer.concat([DONE, READY])), 400);
      });
    });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

async function main() {
  const database = fork(__filename, ['database'], { execArgv: [] });
  const [port] = await once(database, 'message');
  const options = { host: '127.0.0.1', port, user: 'shop', database: 'shop', max: 1 };
  const sold = sharing === 'pool' ? new Pool(options) : new Client(options);
  // A pool keeps the connection that the first query opens.
  await (sharing === 'pool' ? sold.query('open') : sold.connect());

  const server = createServer((_request, response) => {
    const seen = form === 'race' ? stock.get('apples') : undefined;
    sold.query('sell', (failed) => {
      stock.set('apples', (seen ?? stock.get('apples')) - 1);
      response.end(String(failed ?? 'sold'));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/sell`;
  const post = async () => (await fetch(url, { method: 'POST', headers: { connection: 'close' } })).text();
  const answers = await Promise.all([post(), post()]);
  const tasks = races().map((race) => race.tasks.map(({ kind, name }) => `${kind} ${name}`));
  console.log(JSON.stringify({ answers, left: stock.get('apples'), tasks, faults: stats().faults }));
  await sold.end();
  server.close();
  database.kill();
}
if (form === 'database') serve();
else void main();
