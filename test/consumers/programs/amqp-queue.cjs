const amqp = require('amqplib');
const { handle, tell } = require('./story.cjs');

async function main() {
  const connection = await amqp.connect(`amqp://127.0.0.1:${process.argv[2]}`);
  const channel = await connection.createChannel();
  await channel.assertQueue('orders', { durable: false, autoDelete: true });
  channel.sendToQueue('orders', Buffer.from('1'));
  channel.sendToQueue('orders', Buffer.from('2'));
  await channel.consume('orders', () => handle(), { noAck: true });
  await tell();
  await connection.close();
}
void main();
