// A plain server without any SDK; its callers name their traces in the header of W3C Trace Context.
const { once } = require('node:events');
const { createServer, get } = require('node:http');

const stock = new Map([['apples', 10]]);
let arrived = 0;
let bothHere;
const both = new Promise((done) => {
  bothHere = done;
});

async function buy(response) {
  const seen = stock.get('apples');
  if (++arrived === 2) bothHere();
  await both;
  stock.set('apples', seen - 1);
  response.end();
}

async function main() {
  const server = createServer((_request, response) => void buy(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ask = (path, traceparent) =>
    new Promise((done) => {
      const headers = { 'x-other': 'nothing', ...(traceparent === '' ? {} : { TraceParent: traceparent }) };
      get({ port: server.address().port, path, agent: false, headers }, (answer) =>
        answer.resume().on('end', done),
      );
    });
  await Promise.all(process.argv.slice(2).map((traceparent, at) => ask(`/${at}`, traceparent)));
  server.close();
}
void main();
