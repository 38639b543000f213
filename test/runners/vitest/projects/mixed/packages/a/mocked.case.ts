import { beforeEach, expect, it, vi } from 'vitest';
import { hit, shown } from './hits.ts';
import { wait } from './wait.ts';

const short = vi.hoisted(() => ({ calls: 0 }));

vi.mock('./wait.ts', () => ({
  wait: async () => {
    short.calls++;
    await Promise.resolve();
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
});

it('hits once', async () => {
  expect(shown(await hit(wait))).toBe('few');
  expect(short.calls).toBe(1);
});

it('hits twice at once', async () => {
  await Promise.all([hit(wait), hit(wait)]);
});
