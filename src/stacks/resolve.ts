// From captured frames to the frames of a report: original positions, display paths, owners, clean names.
// Cold: called for candidates and reports only. Never throws.

import { isAbsolute, relative, resolve } from 'node:path';
import type { Frame } from '../report/model.ts';
import type { CallFrame, Position } from './call-frame.ts';
import { readBelow } from './readable.ts';
import {
  forgetSourceMaps,
  originalPosition,
  type SourceMapStats,
  sourceMapStats,
  sourceText,
} from './source-maps.ts';

type Owner = NonNullable<Frame['owner']>;

const MAX_RESOLVED = 4096;
const MAX_SHOWN = 4096;

let cwd = process.cwd();
let stripPrefix = '';
const resolved = new Map<string, Position>();
/** Displayed file -> the file itself. */
const shown = new Map<string, string>();

/**
 * Sets how files are shown, and forgets what was resolved.
 * @param options `cwd`: files below it are shown relative to it; `stripPrefix`: taken off the start of paths instead
 */
export function configureFrames(options: { cwd?: string; stripPrefix?: string }): void {
  cwd = options.cwd ?? cwd;
  stripPrefix = options.stripPrefix ?? '';
  resolved.clear();
  shown.clear();
  forgetSourceMaps();
  readBelow(cwd);
}

/** How many source maps could not be used, and why. */
export function stackStats(): SourceMapStats {
  return sourceMapStats();
}

/** The frames to show; engine frames without a source (`Array.map`, `Promise.all`) are left out. */
export function resolveFrames(frames: readonly CallFrame[]): Frame[] {
  return frames.filter((frame) => !frame.native).map(resolveFrame);
}

function resolveFrame(frame: CallFrame): Frame {
  const position = sourcePosition(frame);
  const shownFrame: Frame = {
    function: displayName(frame, position),
    file: displayFile(position.file),
    line: position.line,
    column: position.column,
    owner: ownerOfFile(position.file),
  };
  if (frame.isAsync) shownFrame.async = true;
  return shownFrame;
}

/** Where a frame stands in the original source, as an absolute path. Mapped once and no further. */
export function sourcePosition(frame: CallFrame): Position {
  if (frame.mapped !== undefined) return frame.mapped;
  return positionAt(frame.script, frame.file, frame.line, frame.column);
}

function positionAt(script: string, file: string, line: number, column: number): Position {
  const key = `${line}:${column}:${script}`;
  const known = resolved.get(key);
  if (known !== undefined) return known;
  const position = originalPosition(script, line, column) ?? { file, line, column };
  if (resolved.size >= MAX_RESOLVED) resolved.clear();
  resolved.set(key, position);
  return position;
}

/** Whose code a frame is, by its original file. */
export function ownerOf(frame: CallFrame): Owner {
  return frame.native ? 'node' : ownerOfFile(sourcePosition(frame).file);
}

function ownerOfFile(file: string): Owner {
  if (file.startsWith('node:')) return 'node';
  return /[/\\]node_modules[/\\]|[/\\]\.yarn[/\\]/.test(file) ? 'dependency' : 'application';
}

function displayFile(file: string): string {
  const name = stripped(file);
  if (shown.size >= MAX_SHOWN) shown.clear();
  shown.set(name, file);
  return name;
}

function stripped(file: string): string {
  if (stripPrefix !== '' && file.startsWith(stripPrefix)) {
    return file.slice(stripPrefix.length).replace(/^[/\\]+/, '');
  }
  if (!isAbsolute(file)) return file;
  const below = relative(cwd, file);
  return below === '' || below.startsWith('..') || isAbsolute(below) ? file : below.replaceAll('\\', '/');
}

/** The file behind a displayed one. */
export function fileShownAs(name: string): string {
  return shown.get(name) ?? resolve(cwd, name);
}

// Vite calls imports through `(0, __vite_ssr_import_3__.buy)(…)`; instrumentation wraps values in helpers.
const NOISE =
  /(?:\$rw[a-z]{1,2}|__vite_ssr_import_\d+__|__vi_import_\d+__|__vite_ssr_exports__|module\.exports|exports)\./g;

function displayName(frame: CallFrame, position: Position): string {
  const name = frame.function.replace(NOISE, '');
  const isModule = name === '' && frame.startLine === 1 && frame.startColumn === 1;
  if (isModule) return '<module>';
  const isMapped =
    frame.mapped === undefined &&
    frame.startLine > 0 &&
    position.file + position.line !== frame.file + frame.line;
  return (isMapped ? originalName(frame, name) : name) || '<anonymous>';
}

const DECLARED = /^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*([\w$]+)/;
const METHOD = /^(?:(?:static|async|get|set)\s+)*\*?\s*(#?[\w$]+)\s*[(<]/;
const ASSIGNED = /([\w$]+)\s*(?::[^=]*)?[=:]\s*$/;
const NOT_NAMES = new Set(['function', 'async', 'if', 'for', 'while', 'switch', 'catch', 'return']);

// A minifier renames functions; maps rarely say so at a function's start, its original text does.
function originalName(frame: CallFrame, name: string): string {
  const start = positionAt(frame.script, frame.file, frame.startLine, frame.startColumn);
  const text = sourceText(start.file)?.split('\n', start.line)[start.line - 1];
  if (text === undefined) return name;
  const isNew = name.startsWith('new ');
  const own = name.replace(/^new /, '').replace(/^.*\./, '');
  const before = text.slice(0, start.column - 1);
  if (own !== '' && text.includes(own) && own.length > 2) return name.replace(/^[\w$]{1,2}\./, '');
  const after = text.slice(start.column - 1);
  const found = DECLARED.exec(after)?.[1] ?? ASSIGNED.exec(before)?.[1] ?? METHOD.exec(after)?.[1];
  if (found === undefined || NOT_NAMES.has(found)) return name;
  return isNew ? `new ${found}` : found;
}
