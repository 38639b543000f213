// A folder of source maps, such as `dist/` of a build. Which map belongs to a file is decided by names alone: no path
// is ever made from what a log says, and nothing outside the folder is read, whatever links or maps say.

import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AnyMap, type TraceMap } from '@jridgewell/trace-mapping';
import { failure, type Outcome, quote } from '../config/words.ts';
import { pathOfUrl } from '../stacks/map-forms.ts';
import { isBelow } from './below.ts';
import { reasonOf } from './reason.ts';

const MOST_FILES = 200_000;
const MOST_BYTES = 128 * 1024 * 1024;
/** Maps held parsed. */
const MOST_PARSED = 64;
const COMMENT = /\/[/*][@#][ \t]*sourceMappingURL=([^\s'"*]+)/g;
const CODE = /\.[cm]?js$/;

export interface FoundMap {
  readonly tracer: TraceMap;
  /** The generated file here on this machine. */
  readonly generated: string;
}

export class MapFolder {
  private readonly root: string;
  /** Generated file, with forward slashes, below the folder -> whether a map lies beside it. */
  private readonly files: ReadonlyMap<string, boolean>;
  private readonly parsed = new Map<string, FoundMap | undefined>();
  /** Files whose maps lie outside the folder. */
  readonly refused = new Set<string>();

  constructor(root: string, files: ReadonlyMap<string, boolean>) {
    this.root = root;
    this.files = files;
  }

  /** The map for a file as a log names it; undefined when none can be told to be its own. */
  find(file: string): FoundMap | undefined {
    const name = this.nameOf(file);
    if (name === undefined) return undefined;
    if (!this.parsed.has(name)) {
      if (this.parsed.size >= MOST_PARSED) this.parsed.clear();
      this.parsed.set(name, this.read(name));
    }
    return this.parsed.get(name);
  }

  /**
   * The longest name that the file ends with. A name of one part says too little on its own, `index.js` is everywhere:
   * the folder's own name has to stand before it, or nothing at all.
   */
  private nameOf(file: string): string | undefined {
    const parts = file
      .replaceAll('\\', '/')
      .replace(/^(?:\.\/)+/, '')
      .split('/');
    const own = this.root.split(/[/\\]/).at(-1);
    for (let start = 0; start < parts.length; start++) {
      const name = parts.slice(start).join('/');
      if (!this.files.has(name)) continue;
      const before = parts.slice(0, start);
      if (start === 0 || before.at(-1) === own) return name;
      if (parts.length - start > 1 && !before.includes('node_modules')) return name;
    }
    return undefined;
  }

  private read(name: string): FoundMap | undefined {
    const generated = join(this.root, name);
    const beside = this.files.get(name) === true;
    const json = beside ? this.text(`${generated}.map`, name) : this.namedMap(generated, name);
    if (json === undefined) return undefined;
    try {
      return { tracer: new AnyMap(json.text, pathToFileURL(json.at).href), generated };
    } catch {
      return undefined;
    }
  }

  /** The map that the last comment of a file names or holds. */
  private namedMap(generated: string, name: string): { text: string; at: string } | undefined {
    const code = this.text(generated, name);
    const url = code && [...code.text.matchAll(COMMENT)].at(-1)?.[1];
    if (url === undefined) return undefined;
    if (!url.startsWith('data:')) return this.text(pathOfUrl(url, generated), name);
    const comma = url.indexOf(',');
    const data = url.slice(comma + 1);
    try {
      const text = url.slice(0, comma).endsWith(';base64')
        ? Buffer.from(data, 'base64').toString('utf8')
        : decodeURIComponent(data);
      return { text, at: generated };
    } catch {
      return undefined;
    }
  }

  /** The text of a file that really lies in the folder. */
  private text(path: string, name: string): { text: string; at: string } | undefined {
    try {
      if (!isBelow(this.root, realpathSync(path)) || !isBelow(this.root, path)) {
        this.refused.add(name);
        return undefined;
      }
      const stat = statSync(path);
      return stat.isFile() && stat.size <= MOST_BYTES
        ? { text: readFileSync(path, 'utf8'), at: path }
        : undefined;
    } catch {
      if (!isBelow(this.root, path)) this.refused.add(name);
      return undefined;
    }
  }
}

/** Looks what is there. @returns one sentence when it is no folder, or cannot be read */
export function openMaps(folder: string): Outcome<MapFolder> {
  try {
    return mapsIn(folder);
  } catch (error) {
    return failure(`the folder ${quote(folder)} of --source-maps cannot be read: ${reasonOf(error)}`);
  }
}

function mapsIn(folder: string): Outcome<MapFolder> {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return failure(`--source-maps takes a folder, and ${quote(folder)} is none`);
  const root = realpathSync(folder);
  const files = new Map<string, boolean>();
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' }).slice(0, MOST_FILES)) {
    const name = entry.replaceAll('\\', '/');
    if (CODE.test(name) && !files.has(name)) files.set(name, false);
    if (name.endsWith('.map')) files.set(name.slice(0, -'.map'.length), true);
  }
  return { ok: true, value: new MapFolder(root, files) };
}
