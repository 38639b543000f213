// A program run twice, plain and with its modules instrumented: what it prints must be the same. What was
// instrumented is told by the preload in test/fixtures/instrument.

import { join } from 'node:path';
import { expect } from 'vitest';
import { type ChildOptions, ROOT } from '../support/children.ts';
import type { Workshop } from './workshop.ts';

export const PRELOAD = join(ROOT, 'test/fixtures/instrument/preload.cjs');

export interface Told {
  readonly thread: 'main' | 'worker';
  /** Names of the files that were instrumented and ran. */
  readonly ran: readonly string[];
  readonly unparsed: readonly string[];
  readonly cached: number;
  readonly uncached: number;
}

export interface RunOptions extends ChildOptions {
  readonly options?: string;
  /** Arguments of node for both runs. */
  readonly node?: readonly string[];
  /** Where the preload stands among them. */
  readonly preloadLast?: boolean;
}

/** What the threads of one instrumented run told, the main thread's first. */
export async function instrumented(
  workshop: Workshop,
  program: string,
  { options = '', node = [], preloadLast = false, ...child }: RunOptions = {},
): Promise<{ told: Told[]; stdout: string; stderr: string; code: number | null }> {
  const preload = ['--require', PRELOAD];
  const args = preloadLast ? [...node, ...preload, program] : [...preload, ...node, program];
  const env = { RACEWATCH: options, ...child.env };
  const ended = await workshop.plain(args, { ...child, env });
  const lines = ended.stderr.split('\n');
  const told = lines.filter((line) => line.startsWith('@@')).map((line) => JSON.parse(line.slice(2)) as Told);
  told.sort((a, b) => (a.thread < b.thread ? -1 : 1));
  const stderr = lines.filter((line) => line !== '' && !line.startsWith('@@')).join('\n');
  return { told, stdout: ended.stdout, stderr, code: ended.code };
}

/** Runs a program both ways; fails unless it prints and ends the same. */
export async function same(workshop: Workshop, program: string, options: RunOptions = {}): Promise<Told[]> {
  const plain = await workshop.plain([...(options.node ?? []), program], options);
  const ours = await instrumented(workshop, program, options);
  expect(ours.stdout).toBe(plain.stdout);
  expect(withoutIds(ours.stderr)).toBe(withoutIds(plain.stderr.replace(/^\n/gm, '').trimEnd()));
  expect(ours.code).toBe(plain.code);
  return ours.told;
}

function withoutIds(text: string): string {
  return text
    .replace(/\(node:\d+\)/g, '(node)')
    .replace(/\n+/g, '\n')
    .trim();
}
