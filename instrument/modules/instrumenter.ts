// One text in, instrumented text out: from the cache, else by the transform, which is loaded when first needed.
// The same on every thread; how texts get here and what becomes of them is the business of the hooks.

import { join } from 'node:path';
import type { ModuleTable } from '../../src/sites/model.ts';
import { buildStamp } from './build-stamp.ts';
import { type Cache, cacheIn, idOf, NO_CACHE, type Outcome } from './cache.ts';

export type Format = 'commonjs' | 'module';

/** What the transform is asked and what it answers, as far as it matters here. */
interface Transformed {
  readonly code: string;
  readonly sites: number;
  readonly table: ModuleTable;
  map(): object;
}

interface Transform {
  transform(request: { code: string; file: string; key: string; format: Format }): Transformed | undefined;
}

/** A module that was instrumented. */
export interface Instrumented {
  /** Names it in its own code. */
  readonly key: string;
  readonly file: string;
  /** As the engine names it: a path, or a `file:` URL for ES modules. */
  readonly script: string;
  readonly format: Format;
  readonly given: string;
  readonly code: string;
  readonly sites: number;
  readonly prefix: string;
}

export interface Unparsed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ModuleStats {
  /** Modules that were instrumented, and how many of them came from the cache. */
  instrumented: number;
  cached: number;
  /** Modules that could not be parsed and were left as they are. */
  unparsed: number;
  /** Modules that could not be put in the cache. */
  uncached: number;
}

export interface InstrumenterOptions {
  readonly version: string;
  /** Undefined for no cache. */
  readonly folder: string | undefined;
}

/** Stands in cached code for the key of a module, which knows its place; as long as any key. */
const KEY = '0'.repeat(16);
const KEY_IN_CODE = `__racewatch$.module("${KEY}")`;
/** Tell the names of a text's table and map from that of what was made of the text. */
const TABLE = 'table';
const MAP = 'map';
/** Text that has this was instrumented already, by whichever hook saw it first. */
const MARK = /__racewatch\$\.module\("[\da-f]{16}"\)/;
/** What the names of the helpers begin with, told by the name of the module's base. */
const PREFIX = /[{,]b:([\w$]+)b[,}]/;

export class Instrumenter {
  readonly stats: ModuleStats = { instrumented: 0, cached: 0, unparsed: 0, uncached: 0 };
  readonly unparsed: Unparsed[] = [];
  private readonly cache: Cache;
  private busy = false;
  private transform: Transform | undefined;

  constructor(options: InstrumenterOptions) {
    const { version, folder } = options;
    const stamp =
      folder === undefined ? '' : buildStamp(version, join(__dirname, '../transform/transform.js'));
    this.cache = folder === undefined ? NO_CACHE : cacheIn(join(folder, stamp));
  }

  /**
   * Instruments one module.
   * @param formats how it may be parsed; the first that succeeds counts
   * @returns undefined when it stays as it is
   */
  instrument(
    given: string,
    place: { readonly file: string; readonly script: string },
    formats: readonly Format[],
  ): Instrumented | undefined {
    // The parser itself may be a module that was selected.
    if (this.busy || (given.includes('__racewatch$') && MARK.test(given))) return undefined;
    const { file, script } = place;
    let refusal: Outcome | undefined;
    for (const format of formats) {
      const id = idOf(format, given);
      const outcome = this.outcomeOf(id, given, file, format);
      if (outcome.kind === 'unchanged') return undefined;
      if (outcome.kind === 'unparsed') {
        refusal ??= outcome;
        continue;
      }
      this.stats.instrumented++;
      const key = idOf(script, id).slice(0, KEY.length);
      const code = outcome.code.replace(KEY_IN_CODE, () => KEY_IN_CODE.replace(KEY, key));
      return { key, file, script, format, given, code, sites: outcome.sites, prefix: outcome.prefix };
    }
    if (refusal?.kind === 'unparsed') this.refused(file, refusal);
    return undefined;
  }

  /** The site table of a module; made when somebody first asks, in this run or an earlier one. */
  table(module: Instrumented): ModuleTable {
    const { file, key, given, format } = module;
    const id = idOf(TABLE, format, given);
    let table = this.tableFromCache(id);
    if (table === undefined) {
      const made = this.run(given, file, format);
      if ('kind' in made) throw new Error(`${file} is instrumented no more`);
      ({ table } = made);
      this.cache.putTable(id, table);
    }
    return { ...table, file, key };
  }

  /** The map from the text that runs to the given one. */
  map({ given, file, format }: Instrumented): object {
    const id = idOf(MAP, format, given);
    const known = this.cache.map(id);
    if (known !== undefined) return { ...known, sources: [file] };
    const map = (this.run(given, file, format) as Transformed).map();
    this.cache.putMap(id, map);
    return map;
  }

  private outcomeOf(id: string, given: string, file: string, format: Format): Outcome {
    const known = this.cache.get(id);
    if (known !== undefined) {
      if (known.kind === 'code') this.stats.cached++;
      return known;
    }
    const made = this.run(given, file, format);
    const outcome = outcomeOf(made);
    if (!this.cache.put(id, outcome)) this.stats.uncached++;
    return outcome;
  }

  private tableFromCache(id: string): ModuleTable | undefined {
    try {
      return this.cache.table(id);
    } catch {
      return undefined;
    }
  }

  private run(code: string, file: string, format: Format): Transformed | Outcome {
    this.busy = true;
    try {
      this.transform ??= require('../transform/transform.js') as Transform;
      return this.transform.transform({ code, file, key: KEY, format }) ?? { kind: 'unchanged' };
    } catch (error) {
      return refusalOf(error);
    } finally {
      this.busy = false;
    }
  }

  private refused(file: string, refusal: Outcome & { kind: 'unparsed' }): void {
    const { line, column, message } = refusal;
    this.stats.unparsed++;
    if (this.unparsed.length < MOST_REMEMBERED) this.unparsed.push({ file, line, column, message });
  }
}

function outcomeOf(made: Transformed | Outcome): Outcome {
  if ('kind' in made) return made;
  const { code, sites } = made;
  return { kind: 'code', code, sites, prefix: PREFIX.exec(code)?.[1] ?? '$rw' };
}

const MOST_REMEMBERED = 1000;

function refusalOf(error: unknown): Outcome {
  const { message, line, column } = error as Partial<Unparsed>;
  return {
    kind: 'unparsed',
    message: (message ?? String(error)).replace(/ \(\d+:\d+\)$/, ''),
    line: line ?? 1,
    column: column ?? 1,
  };
}
