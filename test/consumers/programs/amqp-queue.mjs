import { connect } from 'amqplib';
import { handle, tell } from './story.cjs';

const connection = await connect(`amqp://127.0.0.1:${process.argv[2]}`);
const channel = await connection.createChannel();
await channel.assertQueue('modules', { durable: false, autoDelete: true });
channel.sendToQueue('modules', Buffer.from('1'));
channel.sendToQueue('modules', Buffer.from('2'));
await channel.consume('modules', () => handle(), { noAck: true });
await tell();
await connection.close();
