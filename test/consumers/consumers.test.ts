// Consumers of messages and jobs with the real libraries and servers: two messages that race are two tasks.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';
import { hasRabbit, hasRedis, type Server, startRabbit, startRedis } from './servers.ts';

const preload = join(ROOT, 'dist/instrument/register.js');

async function story(program: string, port = 0): Promise<unknown> {
  const file = join(__dirname, 'programs', `${program}.cjs`);
  const env = { RACEWATCH: 'exitcode=0' };
  const { stdout, stderr } = await runNode(['--require', preload, file, `${port}`], { env });
  return JSON.parse(stdout.trim() || JSON.stringify(stderr));
}

const twice = (task: string) => ({ path: 'stock["apples"]', tasks: [task, task], faults: 0 });

it('two jobs of node-cron are two tasks', async () => {
  expect(await story('cron-job')).toEqual(twice('job cron * * * * * *'));
});

it('two messages of kafkajs are two tasks, named by topic and partition', async () => {
  const told = (await story('kafka-runner')) as { tasks: string[] };
  expect(told).toMatchObject({ path: 'stock["apples"]', faults: 0 });
  expect(told.tasks.toSorted()).toEqual(['message Kafka orders[0]', 'message Kafka orders[1]']);
});

describe.skipIf(!hasRedis)('with redis-server, which is skipped where it is not installed', () => {
  let redis: Server;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it.each([
    ['a channel of ioredis', 'redis-channel', 'message Redis orders'],
    ['jobs of bullmq', 'bullmq-jobs', 'job orders buy'],
  ])('two messages of %s are two tasks', async (_, program, task) => {
    expect(await story(program, redis.port)).toEqual(twice(task));
  });
});

describe.skipIf(!hasRabbit)('with rabbitmq-server, which is skipped where it is not installed', () => {
  let rabbit: Server;
  beforeAll(async () => {
    rabbit = await startRabbit();
  }, 90_000);
  afterAll(() => rabbit.stop());

  it('two messages of amqplib are two tasks', async () => {
    expect(await story('amqp-queue', rabbit.port)).toEqual(twice('message AMQP orders'));
  });
});
