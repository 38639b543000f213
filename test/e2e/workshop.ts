// A temporary folder with programs in it, run by real processes under the real preload. What they print is made
// comparable here, and every JSON line they write is held against the schema. No expectation about a race.

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { Race } from '../../src/report/model.ts';
import schema from '../../src/report/race.schema.json' with { type: 'json' };
import { type ChildOptions, type Ended, ROOT, runNode } from '../support/children.ts';

export const REGISTER = join(ROOT, 'dist/instrument/register.js');
export const API = join(ROOT, 'dist/src/index.js');

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

/**
 * The shop in a few lines: two tasks read a stock, go on in later turns, and write it back; the second one loses
 * the first one's change. `sold` settles when both are through.
 */
export const SHOP = `
const { track, task } = require('racewatch');
async function turns(count) {
  for (let n = 0; n < count; n++) await new Promise((done) => setImmediate(done));
}
const stock = track({ apples: 10 }, 'stock');
async function buy(count) {
  const seen = stock.apples;
  await turns(count);
  stock.apples = seen - count;
}
const sold = Promise.all([task('first', () => buy(1)), task('second', () => buy(2))]);
`;

export interface WatchOptions extends ChildOptions {
  /** The variable RACEWATCH; reports as text on stderr without it. */
  readonly racewatch?: string;
  readonly args?: readonly string[];
  /** Arguments of node in place of `--require REGISTER`. */
  readonly preload?: readonly string[];
}

export interface Log {
  readonly name: string;
  readonly text: string;
  /** Empty for a text log. */
  readonly races: readonly Race[];
}

export class Workshop {
  readonly folder: string;

  constructor(packages: readonly string[] = []) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'racewatch-e2e-')));
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(ROOT, join(this.folder, 'node_modules/racewatch'), 'dir');
    for (const name of packages) {
      symlinkSync(join(ROOT, 'node_modules', name), join(this.folder, 'node_modules', name), 'dir');
    }
  }

  /** Writes a file, with the folders above it. */
  write(name: string, text: string): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  /** Runs node in the folder with the preload and these arguments. */
  async watch(args: readonly string[], options: WatchOptions = {}): Promise<Ended> {
    const preload = options.preload ?? ['--require', REGISTER];
    const env = { RACEWATCH: options.racewatch ?? '', ...options.env };
    const ended = await runNode([...preload, ...args, ...(options.args ?? [])], {
      cwd: this.folder,
      ...options,
      env,
    });
    return ended;
  }

  /** Runs node in the folder without us. */
  plain(args: readonly string[], options: ChildOptions = {}): Promise<Ended> {
    return runNode(args, { cwd: this.folder, ...options, env: { RACEWATCH: undefined, ...options.env } });
  }

  /** Text with what differs from run to run taken out. */
  normal(text: string): string {
    return normal(text.replaceAll(this.folder, 'FOLDER'));
  }

  /** The log files of a prefix, which only their owner may read. */
  logs(prefix: string): Log[] {
    const folder = join(this.folder, dirname(prefix));
    const names = readdirSync(folder).filter((name) => isLogOf(basename(prefix), name));
    return names.sort().map((name) => {
      const file = join(folder, name);
      expect((statSync(file).mode & 0o777).toString(8), name).toBe('600');
      const text = readFileSync(file, 'utf8');
      return { name, text, races: name.endsWith('.jsonl') ? racesIn(text) : [] };
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The races of a JSON Lines text; fails unless every line is one object that the schema accepts. */
export function racesIn(text: string): Race[] {
  expect(text === '' || text.endsWith('\n'), 'the last line ends').toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const race: unknown = JSON.parse(line);
      validate(race);
      expect(validate.errors, line).toBeNull();
      return race as Race;
    });
}

/** Lines of text that are about Racewatch itself. */
export function ownLines(text: string): string[] {
  return text.split('\n').filter((line) => line.startsWith('racewatch: '));
}

function isLogOf(prefix: string, name: string): boolean {
  return name.startsWith(prefix) && /^\.\d+(-\d+)?\.(jsonl|txt)$/.test(name.slice(prefix.length));
}

/** Frames of Node itself differ from version to version, times from run to run. */
function normal(text: string): string {
  return text
    .replaceAll(ROOT, 'ROOT')
    .replace(/^ {2}\S.*\n {6}node:.*\n/gm, '')
    .replace(/^ {2}\.\.\. \d+ more in node\n/gm, '')
    .replace(/\d+(\.\d+)? ms, turn \d+/g, 'T ms, turn N')
    .replace(/^ +0 ms( +\+[\d.]+)+$/gm, '  TIMES')
    .replace(/^( {2}task \d+) +W +/gm, '$1   W   ')
    .replace(/^( {2}task \d+ +R)=+/gm, '$1=')
    .replace(/Fingerprint [\da-f]{16}, process \d+, [\d:.TZ-]+/g, 'Fingerprint F, process P, TIME');
}
