// The load hook that runs on Node's loader thread. A module of its own for every registration; what it does with a
// text is the same as on the other threads.

import type { LoadContext, LoadResult } from './esm-hooks.ts';
import { loadOnThread } from './esm-loader.ts';
import type { ThreadData } from './esm-thread.ts';

type Load = (url: string, context: LoadContext) => Promise<LoadResult>;

let instrumented: ((url: string, result: LoadResult) => LoadResult) | undefined;

export function initialize(data: ThreadData): void {
  instrumented = loadOnThread(data);
}

export async function load(url: string, context: LoadContext, next: Load): Promise<LoadResult> {
  const result = await next(url, context);
  return instrumented?.(url, result) ?? result;
}
