import { Redis } from 'ioredis';
import { handle, tell } from './story.cjs';

const port = Number(process.argv[2]);
const subscriber = new Redis(port);
const publisher = new Redis(port);
await subscriber.subscribe('orders');
subscriber.on('message', () => handle());
await publisher.pipeline().publish('orders', '1').publish('orders', '2').exec();
await tell();
subscriber.disconnect();
publisher.disconnect();
