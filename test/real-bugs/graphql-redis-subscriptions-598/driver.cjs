// One client subscribes and leaves at once, another subscribes to the same channel. Redis is an emitter in memory.
'use strict';

const { EventEmitter } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { RedisPubSub } = require(versionOf('graphql-redis-subscriptions'));

class Redis extends EventEmitter {
  asked = 0;
  subscribe(_channel, callback) {
    this.asked += 1;
    setTimeout(callback, 5 * this.asked, null);
  }
  unsubscribe() {}
  punsubscribe() {}
  async publish(channel, message) {
    this.emit('message', channel, message);
  }
}

async function main() {
  const redis = new Redis();
  const pubsub = new RedisPubSub({ publisher: redis, subscriber: redis });
  const heard = [];
  await operate(
    [
      'client that leaves',
      async () => {
        const id = await pubsub.subscribe('news', () => {});
        pubsub.unsubscribe(id);
      },
    ],
    ['client that stays', () => pubsub.subscribe('news', (message) => heard.push(message))],
  );
  await pubsub.publish('news', 'hello');
  await sleep(5);
  report(heard.length === 1, `the client that stays heard ${heard.length} of 1 messages`);
}
void main();
