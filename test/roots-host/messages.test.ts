import dgram from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { BroadcastChannel, MessageChannel, Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { install } from '../../instrument/roots/messages.ts';
import { bundle, node } from './programs.ts';
import { named, RecordingHost } from './recording-host.ts';

const host = new RecordingHost();
install(host);

async function witness(seen: string[]): Promise<void> {
  const task = host.here();
  await sleep(1);
  seen.push(host.here() === task ? task : `lost: ${task}`);
}

function expectTasks(seen: string[], name: string): void {
  expect(seen.map(named)).toEqual(seen.map(() => name));
  expect(new Set(seen).size).toBe(3);
}

it('each message of a worker is a task, even of one started by a request', async () => {
  const seen: string[] = [];
  const code = `const { parentPort } = require('node:worker_threads'); for (const i of [1, 2, 3]) parentPort.postMessage(i);`;
  const worker = host.runTask('http', 'GET /first', () => new Worker(code, { eval: true }));
  worker.on('message', () => witness(seen));
  await once(worker, 'exit');
  await expect.poll(() => seen.length).toBe(3);
  expectTasks(seen, 'message message');
});

it.each(['port', 'broadcast'])('each message of a %s is a task', async (kind) => {
  const seen: string[] = [];
  const { port1, port2 } = new MessageChannel();
  const receiver = kind === 'port' ? port1 : new BroadcastChannel('roots-host');
  const sender = kind === 'port' ? port2 : new BroadcastChannel('roots-host');
  receiver.onmessage = () => witness(seen);
  for (const i of [1, 2, 3]) sender.postMessage(i);
  await expect.poll(() => seen.length).toBe(3);
  for (const end of [receiver, sender, port1]) end.close();
  expectTasks(seen, 'message message');
});

it('each datagram is a task', async () => {
  const seen: string[] = [];
  const socket = dgram.createSocket('udp4').on('message', () => witness(seen));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const sender = dgram.createSocket('udp4');
  for (const text of ['1', '2', '3']) sender.send(text, socket.address().port, '127.0.0.1');
  await expect.poll(() => seen.length).toBe(3);
  sender.close();
  socket.close();
  expectTasks(seen, 'message datagram');
});

it('each message between processes is a task on both sides, however many came in one read', async () => {
  const { parent, child, faults } = JSON.parse(await node([bundle('messages')]));
  expect(faults).toEqual([]);
  expect(parent.map(named)).toEqual(Array(4).fill('message message from child process'));
  expect(child.map(named)).toEqual(Array(4).fill('message message from parent process'));
  expect(new Set(parent).size).toBe(4);
  expect(new Set(child).size).toBe(4);
});
