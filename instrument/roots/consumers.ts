// Consumers of messages and jobs: each message is a task. A consumer's connection is opened once and lives as long as
// the program, so without this all its messages would be strands of one task. Libraries are known by the file that
// hands a message over; who they are for is decided by the application's callback, which is not touched.

import type { Host } from '../host.ts';
import { whenLoaded } from '../modules/loaded.ts';
import { type Method, replaceMethod } from '../modules/patch.ts';
import { guarded, isFunction, isReference } from './properties.ts';

type Args = readonly unknown[];

/** A method through which a library hands over one message. */
interface HandOver {
  /** End of the path of the CommonJS file that exports its owner. */
  readonly file: string;
  readonly owner: (exports: object) => unknown;
  readonly method: string;
  readonly kind: string;
  /** The task's name; undefined for a call that hands over nothing. */
  readonly name: (args: Args) => string | undefined;
}

const HAND_OVERS: readonly HandOver[] = [
  {
    file: 'bullmq/dist/cjs/classes/worker.js',
    owner: (exports) => prototypeOf(exports, 'Worker'),
    method: 'processJob',
    kind: 'job',
    name: ([job]) => `${text(job, 'queueName')} ${text(job, 'name')}`,
  },
  {
    file: 'amqplib/lib/channel.js',
    owner: (exports) => prototypeOf(exports, 'BaseChannel'),
    method: 'dispatchMessage',
    kind: 'message',
    name: ([fields]) =>
      `AMQP ${[text(fields, 'exchange'), text(fields, 'routingKey')].filter(Boolean).join(' ')}`,
  },
  {
    file: 'ioredis/built/Redis.js',
    owner: (exports) => prototypeOf(exports, 'default'),
    method: 'emit',
    kind: 'message',
    name: redisChannel,
  },
  {
    // One request of its polling may bring several events.
    file: 'socket.io/dist/socket.js',
    owner: (exports) => prototypeOf(exports, 'Socket'),
    method: 'onevent',
    kind: 'message',
    name: socketEvent,
  },
];

/** Where in the arguments of `emit` the channel stands. */
const REDIS_EVENTS: ReadonlyMap<unknown, number> = new Map([
  ['message', 1],
  ['messageBuffer', 1],
  ['smessage', 1],
  ['smessageBuffer', 1],
  ['pmessage', 2],
  ['pmessageBuffer', 2],
]);

/** Callbacks that kafkajs is given: they are fields of its runner. */
const KAFKA_CALLBACKS = ['eachMessage', 'eachBatch'] as const;

const CRON_FILES = [
  'node-cron/dist/node-cron.cjs',
  'node-cron/dist/node-cron.js',
  'node-cron/dist/cjs/node-cron.js',
  'node-cron/dist/esm/node-cron.js',
];

export function install(host: Host): void {
  if (!host.enabled('consumers')) return;
  for (const handOver of HAND_OVERS) {
    whenLoaded(handOver.file, (exports) =>
      guarded(host, handOver.file, () => patch(host, handOver, exports)),
    );
  }
  whenLoaded('kafkajs/src/consumer/runner.js', (exports) =>
    guarded(host, 'kafkajs', () => patchKafka(host, exports)),
  );
  for (const file of CRON_FILES) {
    whenLoaded(file, (exports) => guarded(host, 'node-cron', () => patchCron(host, exports)));
  }
}

function patch(host: Host, { owner, method, kind, name }: HandOver, exports: unknown): void {
  if (!isReference(exports)) return;
  const target = owner(exports);
  if (!isReference(target)) return;
  replaceMethod(
    target,
    method,
    (original) =>
      function (this: unknown, ...args) {
        const task = named(kind, () => name(args));
        if (task === undefined) return Reflect.apply(original, this, args);
        return host.runTask(kind, task, () => Reflect.apply(original, this, args));
      },
  );
}

function patchKafka(host: Host, Runner: unknown): void {
  if (!isFunction(Runner) || !isReference(Runner.prototype)) return;
  replaceMethod(
    Runner.prototype,
    'start',
    (start) =>
      function (this: unknown, ...args) {
        for (const name of KAFKA_CALLBACKS) {
          replaceMethod(this as object, name, (callback) => asTask(host, 'message', callback, kafkaName));
        }
        return Reflect.apply(start, this, args);
      },
  );
}

function patchCron(host: Host, exports: unknown): void {
  if (!isReference(exports)) return;
  for (const owner of [exports, Reflect.get(exports, 'nodeCron') as unknown]) {
    if (!isReference(owner)) continue;
    for (const name of ['schedule', 'createTask']) {
      replaceMethod(
        owner,
        name,
        (original) =>
          function (this: unknown, expression, job, ...rest) {
            const given = isFunction(job)
              ? asTask(host, 'job', job, () => `cron ${String(expression)}`)
              : job;
            return Reflect.apply(original, this, [expression, given, ...rest]);
          },
      );
    }
  }
}

/** Made by us: `schedule` may call the `createTask` that is patched as well. */
const madeTasks = new WeakSet<object>();

function asTask(
  host: Host,
  kind: string,
  callback: (...args: never[]) => unknown,
  name: (args: Args) => string,
): Method {
  if (madeTasks.has(callback)) return callback as Method;
  const made: Method = function (...args) {
    return host.runTask(kind, named(kind, () => name(args)) ?? kind, () =>
      Reflect.apply(callback, this, args),
    );
  };
  madeTasks.add(made);
  return made;
}

/** Names are made of what the application and its libraries handed over, which may run their code. */
function named(kind: string, make: () => string | undefined): string | undefined {
  try {
    return make();
  } catch {
    return kind;
  }
}

function kafkaName([payload]: Args): string {
  const batch = isReference(payload) ? (Reflect.get(payload, 'batch') as unknown) : undefined;
  const source = isReference(batch) ? batch : payload;
  return `Kafka ${text(source, 'topic')}[${text(source, 'partition')}]`;
}

function redisChannel(args: Args): string | undefined {
  const at = REDIS_EVENTS.get(args[0]);
  return at === undefined ? undefined : `Redis ${String(args[at])}`;
}

function socketEvent([packet]: Args): string {
  const data: unknown = isReference(packet) ? Reflect.get(packet, 'data') : undefined;
  const namespace = text(packet, 'nsp');
  const place = namespace === '/' ? [] : [namespace];
  return ['socket.io', ...place, text(data, '0')].join(' ');
}

function prototypeOf(exports: object, name: string): unknown {
  const owner: unknown = Reflect.get(exports, name);
  return isFunction(owner) ? owner.prototype : undefined;
}

function text(value: unknown, key: string): string {
  const field: unknown = isReference(value) ? Reflect.get(value, key) : undefined;
  return typeof field === 'string' || typeof field === 'number' ? String(field) : '';
}
