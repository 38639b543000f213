// The configuration file: racewatch.config.json, or the key "racewatch" of package.json.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure, type Outcome, type Setting } from './words.ts';

const FILE = 'racewatch.config.json';
const NOTHING: Outcome<readonly Setting[]> = { ok: true, value: [] };

export interface FileSettings {
  /** The file's name, for messages. */
  readonly name: string;
  readonly settings: Outcome<readonly Setting[]>;
}

/** Settings of the nearest folder upwards that has a configuration file or a package.json. */
export function readConfigFile(cwd: string): FileSettings {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const own = contentOf(join(folder, FILE));
    if (own !== undefined) return { name: FILE, settings: settingsOf(own) };
    const manifest = contentOf(join(folder, 'package.json'));
    if (manifest !== undefined) return { name: 'package.json', settings: settingsOfManifest(manifest) };
    if (dirname(folder) === folder) return { name: FILE, settings: NOTHING };
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function settingsOf(text: string): Outcome<readonly Setting[]> {
  try {
    return entriesOf(JSON.parse(text));
  } catch {
    return failure('the file is not valid JSON');
  }
}

/** A package.json that cannot be parsed is for others to complain about. */
function settingsOfManifest(text: string): Outcome<readonly Setting[]> {
  try {
    const manifest: unknown = JSON.parse(text);
    if (!isRecord(manifest) || !Object.hasOwn(manifest, 'racewatch')) return NOTHING;
    return entriesOf(manifest.racewatch);
  } catch {
    return NOTHING;
  }
}

function entriesOf(value: unknown): Outcome<readonly Setting[]> {
  if (!isRecord(value)) return failure('the options are not an object');
  return { ok: true, value: Object.entries(value).filter(([name]) => name !== '$schema') };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
