import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import story from './story.cjs';

const perMessageDeflate = process.argv[3] === 'compressed' ? { threshold: 0 } : false;
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate });
server.on('connection', (socket) => {
  socket.on('message', async () => socket.send(await story.sell({})));
});
await once(server, 'listening');

const client = new WebSocket(`ws://127.0.0.1:${server.address().port}/shop`, { perMessageDeflate });
await once(client, 'open');
const answers = [];
const both = new Promise((done) => {
  client.on('message', (answer) => answers.push(Number(answer)) === 2 && done());
});
// One packet brings both.
client._socket.cork();
client.send('sell');
client.send('sell');
client._socket.uncork();
await both;
story.tell(answers);
client.close();
server.close();
