// What a `mode` stands for: values that take the place of defaults. Whatever is set anywhere is stronger.

import type { OPTIONS, Options, Value } from './options.ts';

type Mode = Value<(typeof OPTIONS)['mode']>;

const PRESETS: Readonly<Record<Mode, Partial<Options>>> = {
  full: {},
  staging: {
    sample: 0.05,
    budget: 0.03,
    stacks: 'contended',
    format: 'jsonl',
    exitcode: 0,
    values: false,
    rotate_size: 10 * 2 ** 20,
    rotate_count: 5,
    memory: 64 * 2 ** 20,
  },
};

/** The values of a mode. */
export function presetOf(mode: Mode): Partial<Options> {
  return PRESETS[mode];
}
