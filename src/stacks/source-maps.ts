// From the code that runs to original positions, and original source text. Instrumented code is taken back to its
// given text first; then Node's own table of maps (it knows what loaders compiled in memory), the map in the given
// text, and the map a file names on disk. source-map-support reads those, uninstalled, but for maps that it does not
// understand (map-forms.ts).

import { existsSync, readFileSync, statSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { TraceMap } from '@jridgewell/trace-mapping';
import { type Position, pathOf } from './call-frame.ts';
import { type GivenText, givenOf } from './given.ts';
import { contentIn, flatTracer, isInSections, pathOfUrl } from './map-forms.ts';
import { type Looked, lookUp, tracerOf } from './own-map.ts';
import { mayMap, maySource } from './readable.ts';

/** Larger files and maps are not read. */
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_ORIGINS = 4096;
const MAX_TEXTS = 32;

const MAP_COMMENT = /(?:\/\/|\/\*)[@#]\s*sourceMappingURL=([^\s'"*]+)/g;

interface MapContents {
  sources: string[];
  sourcesContent?: (string | null)[];
  sourceRoot?: string;
}

export interface SourceMapStats {
  /** Maps that could not be understood. */
  broken: number;
  /** Maps that a file names and that cannot be read. */
  missing: number;
  /** Files and maps left alone because of their size. */
  oversized: number;
  /** Maps outside of the program and of its packages, and sources that maps name there: not read. */
  refused: number;
}

/** Loaded with the first race: a start does not wait for it. */
const support = () => require('source-map-support') as typeof import('source-map-support');

const counts: SourceMapStats = { broken: 0, missing: 0, oversized: 0, refused: 0 };
/** What reads the map that a file on disk names: source-map-support, or a tracer of its own; false for nobody. */
const admitted = new Map<string, boolean | TraceMap>();
/** Original file -> script whose map names it. */
const origins = new Map<string, string>();
const texts = new Map<string, string | undefined>();

/** How many maps could not be used, and why. */
export function sourceMapStats(): SourceMapStats {
  return { ...counts };
}

/** Forgets every map and text; files may have changed since. */
export function forgetSourceMaps(): void {
  admitted.clear();
  origins.clear();
  texts.clear();
  counts.broken = counts.missing = counts.oversized = counts.refused = 0;
}

/**
 * The original position of one in the code that runs.
 * @param script as the engine names it
 * @returns undefined when it is the same, as far as any map tells
 */
export function originalPosition(script: string, line: number, column: number): Position | undefined {
  const given = givenOf(script);
  if (given === undefined || column < 1 || given.ofOriginal !== undefined)
    return originalOf(script, line, column, undefined);
  if (given.selfMapped && process.sourceMapsEnabled) return originalOf(script, line, column, undefined);
  const own = givenColumn(given, line, column);
  const position = originalOf(script, line, own, given);
  return position ?? (own === column ? undefined : { file: pathOf(script), line, column: own });
}

/**
 * The original position of one in the text that was given to the instrumentation, as site tables have them.
 * @param script as the engine names it
 * @returns undefined when it is the same, as far as any map tells
 */
export function originalOfGiven(script: string, line: number, column: number): Position | undefined {
  return originalOf(script, line, column, givenOf(script));
}

function givenColumn(given: GivenText, line: number, column: number): number {
  try {
    return given.column(line, column);
  } catch {
    return column;
  }
}

function originalOf(
  script: string,
  line: number,
  column: number,
  given: GivenText | undefined,
): Position | undefined {
  const file = pathOf(script);
  if (line < 1 || column < 1 || !isAbsolute(file)) return undefined;
  // Of a script with a map of ours, Node's table maps the code that runs.
  const fromNode = given?.selfMapped === true ? 'no map' : positionFromNode(script, line, column);
  const fromGiven = fromNode === 'no map' && given ? positionFromText(given, file, line, column) : fromNode;
  const position = fromGiven === 'no map' ? positionFromDisk(file, line, column) : fromGiven;
  if (position === undefined) return undefined;
  if (origins.size >= MAX_ORIGINS) origins.clear();
  origins.set(position.file, script);
  return position;
}

function positionFromText(given: GivenText, file: string, line: number, column: number): Looked {
  const tracer = tracerOf(given, file);
  const found = tracer === undefined ? 'no map' : lookUp(tracer, line, column);
  return typeof found === 'object' ? { ...found, file: existingPath(pathOf(found.file)) } : found;
}

function positionInTracer(tracer: TraceMap, line: number, column: number): Position | undefined {
  const found = lookUp(tracer, line, column);
  return found && { ...found, file: existingPath(pathOf(found.file)) };
}

function positionFromNode(script: string, line: number, column: number): Looked {
  try {
    const entry = findSourceMap(script)?.findEntry(line - 1, column - 1);
    if (entry === undefined) return 'no map';
    // Where a line has no mappings Node answers with the end of an earlier one.
    if (!('originalSource' in entry) || !entry.originalSource || entry.generatedLine !== line - 1)
      return undefined;
    const file = existingPath(pathOf(entry.originalSource));
    return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  } catch {
    counts.broken++;
    return undefined;
  }
}

function positionFromDisk(file: string, line: number, column: number): Position | undefined {
  let usable = admitted.get(file);
  if (usable === undefined) {
    usable = admit(file);
    admitted.set(file, usable);
  }
  if (usable === false) return undefined;
  if (usable !== true) return positionInTracer(usable, line, column);
  try {
    const found = outsideOfPages(() =>
      support().mapSourcePosition({ source: file, line, column: column - 1 }),
    );
    if (found.source === file && found.line === line && found.column === column - 1) return undefined;
    return { file: sourcePath(found.source), line: found.line, column: found.column + 1 };
  } catch {
    counts.broken++;
    admitted.set(file, false);
    return undefined;
  }
}

/** Where a test environment plays browser, source-map-support would ask the network for files. */
function outsideOfPages<T>(read: () => T): T {
  const request = Object.getOwnPropertyDescriptor(globalThis, 'XMLHttpRequest');
  if (request === undefined || !Reflect.deleteProperty(globalThis, 'XMLHttpRequest')) return read();
  try {
    return read();
  } finally {
    Object.defineProperty(globalThis, 'XMLHttpRequest', request);
  }
}

/** Looks at sizes before anything is parsed. */
function admit(file: string): boolean | TraceMap {
  const code = readSmall(file);
  const url = code === undefined ? undefined : [...code.matchAll(MAP_COMMENT)].pop()?.[1];
  if (url === undefined) return false;
  if (url.startsWith('data:')) return true;
  const map = pathOfUrl(url, file);
  if (!existsSync(map)) {
    counts.missing++;
    return false;
  }
  if (!mayMap(map, file)) {
    counts.refused++;
    return false;
  }
  if (!isSmall(map)) return false;
  try {
    const text = readFileSync(map, 'utf8');
    // source-map-support takes what the comment says for a path.
    return map === resolve(dirname(file), url) && !isInSections(text) ? true : flatTracer(text, map);
  } catch {
    counts.broken++;
    return false;
  }
}

function isSmall(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) return false;
  if (stat.size > MAX_BYTES) counts.oversized++;
  return stat.size <= MAX_BYTES;
}

function readSmall(file: string): string | undefined {
  try {
    return isSmall(file) ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

// source-map-support lays a `file:` URL after the map's folder, as if it were a path.
function sourcePath(source: string): string {
  const url = /(?:^|[/\\])file:[/\\]+(.*)$/.exec(source)?.[1];
  if (url === undefined) return existingPath(source);
  return existingPath(/^[a-zA-Z]:/.test(url) ? url : `/${url}`);
}

// Sources are URLs by the standard and plain paths in practice.
function existingPath(path: string): string {
  if (!path.includes('%') || existsSync(path)) return path;
  try {
    const decoded = decodeURIComponent(path);
    return existsSync(decoded) ? decoded : path;
  } catch {
    return path;
  }
}

/** The text of a source file: what a map holds of it, else the file; undefined when neither can be read. */
export function sourceText(file: string): string | undefined {
  if (texts.has(file)) return texts.get(file);
  if (texts.size >= MAX_TEXTS) texts.clear();
  const text = textFromMap(file) ?? (mayRead(file) ? readSmall(file) : undefined);
  texts.set(file, text);
  return text;
}

/** A file that only a map has named must be one of the program. */
function mayRead(file: string): boolean {
  if (!isAbsolute(file)) return false;
  const script = origins.get(file);
  if (script === undefined || pathOf(script) === file || maySource(file, pathOf(script))) return true;
  counts.refused++;
  return false;
}

function textFromMap(file: string): string | undefined {
  const script = origins.get(file);
  if (script === undefined) return undefined;
  try {
    const known = findSourceMap(script)?.payload;
    if (known !== undefined && isInSections(known)) return contentIn(flatTracer(known, pathOf(script)), file);
    if (known !== undefined) return contentOf(known, file, pathOf(script));
    const own = admitted.get(pathOf(script));
    if (typeof own === 'object') return contentIn(own, file);
    const found = outsideOfPages(() => support().retrieveSourceMap(pathOf(script)));
    if (found === null) return undefined;
    const map: MapContents = typeof found.map === 'string' ? JSON.parse(found.map) : found.map;
    return contentOf(map, file, found.url ?? pathOf(script));
  } catch {
    return undefined;
  }
}

function contentOf(map: MapContents, file: string, url: string): string | undefined {
  const index = map.sources.findIndex((source) => {
    if (source.startsWith('file:')) return existingPath(pathOf(source)) === file;
    return existingPath(resolve(dirname(url), map.sourceRoot ?? '', source)) === file;
  });
  return map.sourcesContent?.[index] ?? undefined;
}
