// Options given to a runner's plugin, as the environment variable that the preload reads.

import type { OptionName, Options } from '../../src/config/options.ts';
import { writeSetting } from '../../src/config/words.ts';

/** The options as a configuration file has them. */
export type GivenOptions = { readonly [Name in OptionName]?: Options[Name] };

/**
 * The options as words behind what the variable holds already: later words win. Reports that go to a file are for
 * programs, unless said otherwise: the tests say them to people.
 */
export function variableOf(options: GivenOptions, before = ''): string {
  const format = options.log_path === undefined ? {} : { format: 'jsonl' };
  const words = Object.entries({ ...format, ...options })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => writeSetting(name, wordOf(value)));
  return [before, ...words].filter((word) => word !== '').join(' ');
}

function wordOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}
