const { Queue, Worker } = require('bullmq');
const { handle, tell } = require('./story.cjs');

async function main() {
  const connection = { port: Number(process.argv[2]), maxRetriesPerRequest: null };
  const queue = new Queue('orders', { connection });
  const worker = new Worker('orders', () => handle(), { connection, concurrency: 2 });
  await queue.addBulk([
    { name: 'buy', data: {} },
    { name: 'buy', data: {} },
  ]);
  await tell();
  await worker.close();
  await queue.close();
}
void main();
