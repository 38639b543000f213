// One frame as V8 gives it, in generated positions, and how it is read from a CallSite.
// Source maps, owners and display paths are the business of resolve.ts.

import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Position {
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
}

/** A frame in the positions of the code that ran; innermost first in a list. */
export interface CallFrame extends Position {
  /** Such as `buy`, `Shop.buy`, `new Shop`; empty for nameless functions and module code. */
  function: string;
  /** The script as the engine names it (a `file:` URL for ES modules); `file` is its path. */
  script: string;
  /** Where the function begins, 0 when unknown: tells nameless functions apart. */
  startLine: number;
  startColumn: number;
  /** Suspended at an `await`. */
  isAsync: boolean;
  /** `Promise.all`, `allSettled` or `any` waiting for its members. */
  isCombinator: boolean;
  isConstructor: boolean;
  /** Code of the engine without a file. */
  native: boolean;
  /** Line and column are those of the given text: the frame is made from a site, not taken from a stack. */
  isGiven?: true;
  /** Where the application's own stack mapper (ts-node, source-map-support) says that this is. */
  mapped: Position | undefined;
}

// Computed from where this file runs (src/ or dist/src/), so a renamed or vendored copy still knows itself.
const SOURCES = dirname(__dirname);
const OWN_FOLDERS = [SOURCES + sep, join(dirname(SOURCES), 'instrument') + sep];

/** Whether a file is part of Racewatch. */
export function isOwnFile(file: string): boolean {
  return OWN_FOLDERS.some((folder) => file.startsWith(folder));
}

/** The path behind a `file:` URL; any other name unchanged. */
export function pathOf(script: string): string {
  if (!script.startsWith('file:')) return script;
  try {
    return fileURLToPath(script);
  } catch {
    return script;
  }
}

const COMBINATORS = new Set(['all', 'allSettled', 'any']);
// Type names which say nothing, or which the engine gives to a watched receiver.
const EMPTY_TYPES = new Set(['Object', 'Function', 'Proxy', 'Promise', 'Module']);
const EVAL_ORIGIN = /\(((?:file:|node:|[/\\]|[a-zA-Z]:).*?):(\d+):(\d+)\)/;

/** Reads one CallSite; nothing of it, its receiver least of all, is kept. */
export function frameOfSite(site: NodeJS.CallSite): CallFrame {
  const name = site.getFunctionName() ?? '';
  const origin = site.isEval() ? EVAL_ORIGIN.exec(site.getEvalOrigin() ?? '') : null;
  const script = site.getFileName() || site.getScriptNameOrSourceURL() || origin?.[1] || '';
  const evaluated = origin !== null && script === origin[1];
  return {
    function: functionName(site, name),
    script,
    file: pathOf(script),
    line: evaluated ? Number(origin[2]) : (site.getLineNumber() ?? 0),
    column: evaluated ? Number(origin[3]) : (site.getColumnNumber() ?? 0),
    startLine: evaluated ? 0 : (site.getEnclosingLineNumber?.() ?? 0),
    startColumn: evaluated ? 0 : (site.getEnclosingColumnNumber?.() ?? 0),
    isAsync: site.isAsync(),
    isCombinator: script === '' && site.isAsync() && COMBINATORS.has(name),
    isConstructor: site.isConstructor(),
    native: script === '' || site.isNative(),
    mapped: undefined,
  };
}

// getMethodName() is left alone: it searches the receiver's properties.
function functionName(site: NodeJS.CallSite, name: string): string {
  if (site.isConstructor()) return `new ${name || '<anonymous>'}`;
  if (name === '' || site.isToplevel() || name.includes('.')) return name;
  const type = site.getTypeName();
  return type === null || type === '' || EMPTY_TYPES.has(type) ? name : `${type}.${name}`;
}
