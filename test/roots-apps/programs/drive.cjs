// Serves a program's listener and sends each path twice at the same time.

const { once } = require('node:events');
const { createServer } = require('node:http');

exports.drive = async (program, framework) => {
  const server = createServer(await program.serve(framework)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ask = (path) =>
    fetch(`http://127.0.0.1:${server.address().port}${path}`).then((answer) => answer.text());
  for (const path of program.paths) await Promise.all([ask(`${path}?u=a`), ask(`${path}?u=b`)]);
  server.closeAllConnections();
  server.close();
};
