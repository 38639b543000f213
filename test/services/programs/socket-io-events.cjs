const { createServer } = require('node:http');
const { Server } = require('socket.io');
const { io } = require('socket.io-client');
const { sell, tell } = require('./story.cjs');

const [, variant] = process.argv.slice(2);
const place = variant === 'namespace' ? '/admin' : '/';
const server = createServer();
const sockets = new Server(server);
sockets.of(place).on('connection', (socket) => {
  socket.on('hello', () => {});
  socket.on('sell', async (own, answer) => answer(await sell(own)));
});

server.listen(0, '127.0.0.1', () => {
  const transports = [variant === 'polling' ? variant : 'websocket'];
  const client = io(`http://127.0.0.1:${server.address().port}${place}`, { transports });
  client.on('connect', async () => {
    // Polling sends in one request what waits for the answer to another.
    client.emit('hello');
    tell(await Promise.all([client.emitWithAck('sell', {}), client.emitWithAck('sell', {})]));
    client.close();
    sockets.close();
  });
});
