import { setInterval as everyTick, setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { install } from '../../instrument/roots/timers.ts';
import { named, RecordingHost } from './recording-host.ts';

const host = new RecordingHost();
install(host);

/** Calls `start` with a callback that notes its task, until it was called `times` times. */
function ticks(times: number, start: (tick: () => void) => unknown): Promise<string[]> {
  return new Promise((resolve) => {
    const seen: string[] = [];
    const handle = start(() => {
      if (seen.push(host.here()) < times) return;
      clearInterval(handle as NodeJS.Timeout);
      resolve(seen);
    });
  });
}

it('each tick of an interval made outside of any task is a task', async () => {
  const seen = await ticks(3, (tick) => setInterval(tick, 2));
  expect(seen.map(named)).toEqual(Array(3).fill('interval interval 2 ms'));
  expect(new Set(seen).size).toBe(3);
});

it.each<[string, (tick: () => void) => unknown]>([
  ['timer timeout 3 ms', (tick) => setTimeout(tick, 3)],
  ['timer timeout 1 ms', (tick) => setTimeout(tick)],
  ['timer immediate', (tick) => setImmediate(tick)],
])('fired outside of any task: %s', async (name, start) => {
  expect((await ticks(1, start)).map(named)).toEqual([name]);
});

it('a timer made inside a task belongs to it, and so do its ticks', async () => {
  const seen = await host.runTask('test', 'outer', () => ticks(3, (tick) => setInterval(tick, 1)));
  expect(new Set(seen.map(named))).toEqual(new Set(['test outer']));
  expect(new Set(seen).size).toBe(1);
});

it('what awaits a timer stays what it was', async () => {
  await sleep(1);
  expect(host.here()).toBe('');
  await promisify(setTimeout)(1);
  expect(host.here()).toBe('');
  for await (const _ of everyTick(1)) break;
  expect(host.here()).toBe('');
  await host.runTask('test', 'awaits', async () => {
    await sleep(1);
    expect(named(host.here())).toBe('test awaits');
  });
});
