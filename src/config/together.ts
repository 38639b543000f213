// Options that are right by themselves and wrong together.

import { historyTurns, type Options } from './options.ts';
import { writeAmount } from './units.ts';

/** Bytes of the tables of turns for each turn that is remembered, measured. */
export const BYTES_PER_TURN = 41;
/** Timers of Node take no more milliseconds than this. */
const LONGEST = 2 ** 31 - 1;
const SHORTEST_BURST = 100;
/** Below, nothing could be kept beside the fixed tables of the async driver. */
const LEAST_MEMORY = 32 * 2 ** 20;

/** One sentence about the first thing that cannot be; undefined when all is well. */
export function contradiction(options: Options): string | undefined {
  return ofBursts(options) ?? ofMemory(options);
}

function ofBursts({ burst, every }: Options): string | undefined {
  if (burst === 0) return undefined;
  if (burst < SHORTEST_BURST) return `option burst takes at least ${duration(SHORTEST_BURST)}, or 0 for none`;
  if (every > LONGEST) return `option every takes at most 24d, not ${duration(every)}`;
  if (every < burst + SHORTEST_BURST) {
    return `option every takes a time longer than burst=${duration(burst)}, not ${duration(every)}`;
  }
  return undefined;
}

function ofMemory({ memory, history_size }: Options): string | undefined {
  if (memory === 0) return undefined;
  if (memory < LEAST_MEMORY) {
    return `option memory takes at least ${size(LEAST_MEMORY)}, or 0 for no cap, not ${size(memory)}`;
  }
  const turns = historyTurns(history_size) * BYTES_PER_TURN;
  if (turns <= memory / 2) return undefined;
  const needed = 2 ** Math.ceil(Math.log2(turns * 2));
  return `option memory takes at least ${size(needed)} with history_size=${history_size}, not ${size(memory)}`;
}

function duration(milliseconds: number): string {
  return writeAmount('duration', milliseconds);
}

function size(bytes: number): string {
  return writeAmount('size', bytes);
}
