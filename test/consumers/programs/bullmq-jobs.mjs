import { Queue, Worker } from 'bullmq';
import { handle, tell } from './story.cjs';

const connection = { port: Number(process.argv[2]), maxRetriesPerRequest: null };
const queue = new Queue('modules', { connection });
const worker = new Worker('modules', () => handle(), { connection, concurrency: 2 });
await queue.addBulk([
  { name: 'buy', data: {} },
  { name: 'buy', data: {} },
]);
await tell();
await worker.close();
await queue.close();
