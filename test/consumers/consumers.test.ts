// Consumers of messages and jobs with the real libraries and servers: two messages that race are two tasks.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';
import { hasRabbit, hasRedis, type Server, startRabbit, startRedis } from '../support/servers.ts';

const preload = join(ROOT, 'dist/instrument/register.js');

async function story(
  program: string,
  args: readonly (string | number)[] = [],
  options = '',
): Promise<unknown> {
  const file = join(__dirname, 'programs', program);
  const env = { RACEWATCH: `exitcode=0 ${options}` };
  const { stdout, stderr } = await runNode(['--require', preload, file, ...args.map(String)], { env });
  return JSON.parse(stdout.trim() || JSON.stringify(stderr));
}

const twice = (task: string) => ({ path: 'stock["apples"]', tasks: [task, task], faults: 0 });

it.each([
  ['of the CommonJS build', 'cron-job.cjs', [], ''],
  ['of the ES modules', 'cron-job.mjs', [], ''],
  ['of the ES modules by their object', 'cron-job.mjs', [0, 'object'], ''],
  ['of the ES modules where nothing is instrumented', 'cron-job.mjs', [], 'instrument=off'],
  ['of the ES modules that are instrumented themselves', 'cron-job.mjs', [], 'instrument=all'],
])('two jobs of node-cron are two tasks: %s', async (_, program, args, options) => {
  expect(await story(program, args, options)).toEqual(twice('job cron * * * * * *'));
});

it('without the integration, ES modules run as they are', async () => {
  const told = await story('cron-job.mjs', [], 'roots=-consumers');
  expect(told).toMatchObject({ faults: 0 });
  expect(JSON.stringify(told)).not.toContain('cron * *');
});

it('two messages of kafkajs are two tasks, named by topic and partition', async () => {
  const told = (await story('kafka-runner.cjs')) as { tasks: string[] };
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
    ['a channel of ioredis', 'redis-channel.cjs', 'message Redis orders'],
    ['a channel of ioredis, imported', 'redis-channel.mjs', 'message Redis orders'],
    ['jobs of bullmq', 'bullmq-jobs.cjs', 'job orders buy'],
    ['jobs of bullmq, imported', 'bullmq-jobs.mjs', 'job modules buy'],
  ])('two messages of %s are two tasks', async (_, program, task) => {
    expect(await story(program, [redis.port])).toEqual(twice(task));
  });
});

describe.skipIf(!hasRabbit)('with rabbitmq-server, which is skipped where it is not installed', () => {
  let rabbit: Server;
  beforeAll(async () => {
    rabbit = await startRabbit();
  }, 90_000);
  afterAll(() => rabbit.stop());

  it.each([
    ['required', 'amqp-queue.cjs', 'message AMQP orders'],
    ['imported', 'amqp-queue.mjs', 'message AMQP modules'],
  ])('two messages of amqplib are two tasks, %s', async (_, program, task) => {
    expect(await story(program, [rabbit.port])).toEqual(twice(task));
  });
});
