// Listens on the channels that are named in its arguments and prints what it hears, while requests, jobs, timers and a
// lost update go on. `throws` makes every subscriber throw.
const { channel, subscribe } = require('node:diagnostics_channel');
const { once } = require('node:events');
const { createServer, get } = require('node:http');
const { flush, inventory, task, track } = require('racewatch');

const heard = [];
const mode = process.argv[2];
const seenBySubscriber = track({ messages: 0 }, 'subscriber state');
const NAMES = ['race', 'task:start', 'task:end', 'stats'].map((name) => `racewatch:${name}`);

function listen(message, name) {
  seenBySubscriber.messages++;
  heard.push([name.replace('racewatch:', ''), JSON.parse(JSON.stringify(message))]);
  if (mode === 'throws') throw new Error('on purpose');
  if (name === 'racewatch:race') message.message = 'changed by a subscriber';
}
if (mode !== 'deaf') for (const name of NAMES) subscribe(name, listen);

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const stock = track({ apples: 10 }, 'stock');

async function buy(count) {
  const seen = stock.apples;
  await undefined;
  stock.apples = seen - count;
}

async function main() {
  await Promise.all([task('first', () => buy(1)), task('second', () => buy(2))]);
  task('in one go', () => {});
  await task('fails', () => Promise.reject(new Error('no'))).catch(() => {});
  try {
    task('throws', () => {
      throw new Error('no');
    });
  } catch {}
  // A promise that takes on another one is not over yet.
  const inner = pause(50).then(() => heard.push(['inner is over']));
  await task('adopts', async () => inner);
  await new Promise((done) => setTimeout(done, 1));
  const server = createServer(async (_request, response) => {
    await pause(20);
    heard.push(['answering']);
    response.end('done');
  }).listen(0, '127.0.0.1');
  const gone = new Promise((done) => {
    server.once('connection', (socket) => socket.once('close', done));
  });
  await once(server, 'listening');
  await new Promise((done) =>
    get({ port: server.address().port, path: '/buy?secret=1', agent: false }, (answer) =>
      answer.resume().on('end', done),
    ),
  );
  server.close();
  await gone;
  if (mode === 'stats') await pause(4500);
  flush();
  if (mode === 'leaves') {
    for (const name of NAMES) channel(name).unsubscribe(listen);
    const before = heard.length;
    task('after', () => {});
    heard.push(['left', heard.length - before, NAMES.map((name) => channel(name).hasSubscribers)]);
  }
  task('writes', () => {
    seenBySubscriber.other = 1;
  });
  const state = inventory().find(({ path }) => path === 'subscriber state');
  heard.push(['watched', seenBySubscriber.messages], ['watched', state.writers]);
  console.log(JSON.stringify(heard));
}
void main();
