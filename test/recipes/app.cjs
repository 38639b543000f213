// Two requests that log what they do, and lose an update. The logger and what it is told of races come from the docs.
const { once } = require('node:events');
const http = require('node:http');
const { setImmediate: turn } = require('node:timers/promises');
const logger = require('./logger');
require('./races');

const stock = new Map([['apples', 10]]);
let looked = 0;
let openGate;
const gate = new Promise((done) => {
  openGate = done;
});

async function buy(request, response) {
  logger.info({ path: request.url }, 'asked');
  const left = stock.get('apples');
  if (++looked === 2) openGate();
  await gate;
  if (request.url === '/buy/2') await turn();
  stock.set('apples', left - 1);
  logger.info({ path: request.url }, 'sold');
  response.end();
}

async function main() {
  const server = http.createServer((request, response) => void buy(request, response)).listen(0);
  await once(server, 'listening');
  const ask = (digit) =>
    new Promise((done) => {
      const headers = { traceparent: `00-${digit.repeat(32)}-${digit.repeat(16)}-01` };
      const { port } = server.address();
      http.get({ port, path: `/buy/${digit}`, agent: false, headers }, (answer) =>
        answer.resume().on('end', done),
      );
    });
  await Promise.all([ask('1'), ask('2')]);
  server.close();
}
void main();
