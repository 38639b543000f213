// What `stats()` answers. The counting is done where things happen; here is only what each figure means.

import type { counters } from './core/counters.ts';
import type { captureStats } from './stacks/capture.ts';
import type { stackStats } from './stacks/resolve.ts';
import type { Rest } from './staging/watching.ts';

/** What the detector did and what it had to drop. */
export type Stats = Readonly<Record<keyof typeof counters, number>> & {
  readonly driver: string;
  readonly turns: number;
  readonly tasks: number;
  readonly races: number;
  /** Whether it is started, and why it rests for the moment, if it does. */
  readonly on: boolean;
  readonly rests: Rest | undefined;
  /** The share of the containers that are recorded, and the share that was asked for. */
  readonly sample: number;
  readonly sampleAsked: number;
  /** The share of the CPU time that it used lately, where there is a budget for it; 0 for no budget. */
  readonly overhead: number | undefined;
  readonly budget: number;
  /** Bytes that it holds, estimated, and the most it may hold; 0 for no cap. */
  readonly memory: { readonly held: number; readonly cap: number };
  /** Stacks captured, and how many were dropped unread because of their age. */
  readonly stacks: ReturnType<typeof captureStats>;
  /** Source maps that could not be used. */
  readonly sourceMaps: ReturnType<typeof stackStats>;
  /** Values left alone, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
};
