// The load on a server, from a process of its own: node http-load.cjs PORT CONNECTIONS SECONDS. Prints one line of
// JSON when it is done.

'use strict';

const autocannon = require('autocannon');

const [port, connections, duration] = process.argv.slice(2).map(Number);
let id = 0;

autocannon({
  url: `http://127.0.0.1:${port}`,
  connections,
  duration,
  requests: [{ setupRequest: (request) => ({ ...request, path: `/buy/${id++ % 100}` }) }],
}).then((result) => {
  const { '2xx': answered, non2xx, errors, duration: seconds } = result;
  process.stdout.write(`${JSON.stringify({ answered, failed: non2xx + errors, seconds })}\n`);
});
