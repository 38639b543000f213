// Joins the places an option can come from: flags before the variable, the variable before the
// configuration file, the file before the preset of `mode`, that before the defaults. Never throws: a fault is one sentence.

import { readConfigFile } from './file.ts';
import { defaultOptions, type OptionName, type Options } from './options.ts';
import { presetOf } from './presets.ts';
import { readSetting } from './read.ts';
import { contradiction } from './together.ts';
import { failure, type Outcome, readText, type Setting } from './words.ts';

/** The variable that holds options, `RACEWATCH="key=value key=value"`. */
export const VARIABLE = 'RACEWATCH';

export type Loaded =
  | {
      readonly ok: true;
      readonly options: Options;
      /** The options whose value comes from the preset of `mode`. */
      readonly preset: readonly OptionName[];
    }
  | { readonly ok: false; readonly message: string };

export interface Sources {
  /** Flags of the command line; the strongest source. */
  readonly flags?: readonly Setting[] | undefined;
  /** Options given to the API; they count as flags. */
  readonly given?: Readonly<Record<string, unknown>> | undefined;
  /** The text of the variable RACEWATCH. */
  readonly env?: string | undefined;
  /** Folder from which the configuration file is looked for, upwards; none is read without it. */
  readonly cwd?: string | undefined;
}

/**
 * The options of this process.
 * @returns the options, or the one sentence to print before the program starts unwatched
 */
export function loadOptions(sources: Sources): Loaded {
  try {
    return join(sources);
  } catch (error) {
    return failure(`the options cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function join(sources: Sources): Loaded {
  const chosen = new Map<OptionName, unknown>();
  for (const [origin, settings] of weakestFirst(sources)) {
    if (!settings.ok) return failure(`${origin}: ${settings.message}`);
    for (const setting of settings.value) {
      const read = readSetting(setting);
      if (!read.ok) return failure(`${origin}: ${read.message}`);
      chosen.set(...read.value);
    }
  }
  const given: Partial<Options> = Object.fromEntries(chosen);
  const standard = defaultOptions();
  const preset = presetOf(given.mode ?? standard.mode);
  const options = { ...standard, ...preset, ...given };
  const wrong = contradiction(options);
  if (wrong !== undefined) return failure(wrong);
  const names = Object.keys(preset) as OptionName[];
  return { ok: true, options, preset: names.filter((name) => !chosen.has(name)) };
}

function weakestFirst(sources: Sources): [origin: string, settings: Outcome<readonly Setting[]>][] {
  const layers: [string, Outcome<readonly Setting[]>][] = [];
  if (sources.cwd !== undefined) {
    const file = readConfigFile(sources.cwd);
    layers.push([file.name, file.settings]);
  }
  layers.push([VARIABLE, readText(sources.env ?? '')]);
  layers.push(['options', { ok: true, value: Object.entries(sources.given ?? {}) }]);
  layers.push(['flags', { ok: true, value: sources.flags ?? [] }]);
  return layers;
}
