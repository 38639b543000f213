// Without a broker: the library's own runner is given what a fetch would have brought.
const Runner = require('kafkajs/src/consumer/runner');
const Batch = require('kafkajs/src/consumer/batch');
const { handle, tell } = require('./story.cjs');

const logger = { error: console.error, debug() {}, info() {}, warn() {}, namespace: () => logger };
const runner = new Runner({
  logger,
  consumerGroup: {
    connect: async () => {},
    joinAndSync: async () => {},
    getNodeIds: () => [],
    heartbeat: async () => {},
    uncommittedOffsets: () => ({}),
    resolveOffset() {},
    isPaused: () => false,
    hasSeekOffset: () => false,
    commitOffsetsIfNecessary: async () => {},
    commitOffsets: async () => {},
  },
  instrumentationEmitter: { emit() {} },
  eachMessage: () => handle(),
  onCrash: console.error,
  heartbeatInterval: 1,
  autoCommit: true,
  concurrency: 2,
  retry: {},
});
const batchOf = (partition) =>
  new Batch('orders', '0', {
    partition,
    highWatermark: '1',
    messages: [{ offset: '0', key: null, value: Buffer.from('1'), headers: {}, timestamp: '0' }],
  });

async function main() {
  await runner.start();
  runner.running = true;
  await Promise.all([0, 1].map((partition) => runner.processEachMessage(batchOf(partition))));
  await tell();
  process.exit();
}
void main();
