// A fresh run for each test of a file that imports this, and what instrumented source leaves beside marked values.

import { beforeEach } from 'vitest';
import { renderPath, rootPath } from '../../src/core/path.ts';
import { mark, shadowOf } from '../../src/membrane/watch.ts';
import { ByHand } from './by-hand.ts';
import { instrumented } from './instrumented.ts';
import { recordsOf } from './records.ts';

let run: ByHand;
beforeEach(() => {
  run = new ByHand();
});

/** Runs `fn` in a turn of the first task. */
export const inTurn = (fn: () => unknown): void => void run.turn(1, fn);

/** What one turn of instrumented source left beside a fresh marked value. */
export function recorded(raw: object, body: string, key: unknown = 'stock', value: unknown = 5): string[] {
  const fn = instrumented(body);
  mark(raw, rootPath('shared'));
  inTurn(() => fn(raw, key, value));
  return recordsOf(raw);
}

export const pathOf = (value: object): string | undefined => {
  const shadow = shadowOf(value);
  return shadow && renderPath(shadow.path);
};

export type Case = [sentence: string, body: string, records: string[]];
