// expect: mutation-during-iteration error ctx.server.activeConn
// sites: slices, connect, slices
// The story: a logger serialises a context piece by piece, the server's connections change meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const activeConn = new Map(
  ['ann', 'bob', 'eve', 'joe', 'kim', 'lea'].map((name, index) => [`c${index}`, name]),
);
const ctx = track({ request: 'r1', server: { activeConn } }, 'ctx');

async function* slices(value: object): AsyncGenerator<string> {
  const entries = value instanceof Map ? value : Object.entries(value);
  for (const [key, item] of entries) {
    await sleep(30);
    yield `${key}:`;
    if (typeof item === 'object') yield* slices(item);
    else yield `${item} `;
  }
}

async function logContext(): Promise<void> {
  let line = '';
  for await (const slice of slices(ctx)) line += slice;
  console.log(`six connected: ${line}`);
}

async function connect(): Promise<void> {
  await sleep(180);
  ctx.server.activeConn.set('c9', 'max');
}

task('log', logContext);
task('connect', connect);
