// Stacks that exist only as text: what the application's own Error.prepareStackTrace makes of raw call sites,
// and stacks whose call sites cannot be had. Lines go one by one through stacktrace-parser.

import { parse } from 'stacktrace-parser';
import { type CallFrame, type Position, pathOf } from './call-frame.ts';
import { givenColumnOf } from './given.ts';

type Prepare = (error: Error, sites: NodeJS.CallSite[]) => unknown;

const FRAME_LINE = /^\s*at /;
const ASYNC = /^(\s*at )async (?=\S)/;
const COMBINATOR = /^\s*at async Promise\.(all|allSettled|any) \(index \d+\)\s*$/;
// Node's own formatter; it maps nothing that we could not map ourselves.
const DEFAULT_FORMATTER = 'ErrorPrepareStackTrace';

/** Whether the application (or its loader) formats stacks itself. */
export function isForeignFormatter(prepare: unknown): prepare is Prepare {
  return typeof prepare === 'function' && prepare.name !== DEFAULT_FORMATTER;
}

/**
 * Asks the application's formatter where it sees the given sites and notes the answer on the frames.
 * @param prepare what was installed as `Error.prepareStackTrace`; may throw or give anything
 * @param frames frames of exactly these sites, in the same order
 */
export function noteMappedPositions(prepare: unknown, sites: NodeJS.CallSite[], frames: CallFrame[]): void {
  if (!isForeignFormatter(prepare)) return;
  let lines: string[];
  try {
    const text = prepare.call(globalThis.Error, new Error(''), sites.slice());
    if (typeof text !== 'string') return;
    lines = text.split('\n').filter((line) => FRAME_LINE.test(line));
  } catch {
    return;
  }
  // A formatter that leaves frames out cannot be aligned with the sites.
  if (lines.length !== frames.length) return;
  for (const [index, frame] of frames.entries()) {
    const position = frame.native ? undefined : positionOfLine(lines[index] ?? '');
    if (position !== undefined && differs(frame, position)) frame.mapped = position;
  }
}

function differs(frame: CallFrame, position: Position): boolean {
  if (frame.file !== position.file || frame.line !== position.line) return true;
  return givenColumnOf(frame.script, frame.line, frame.column) !== position.column;
}

function positionOfLine(line: string): Position | undefined {
  const parsed = parseLine(line);
  if (parsed?.file == null || parsed.lineNumber === null) return undefined;
  return { file: pathOf(parsed.file), line: parsed.lineNumber, column: parsed.column ?? 1 };
}

// The parser takes `async` for the name of a nameless async frame, so the word goes first.
function parseLine(line: string): ReturnType<typeof parse>[number] | undefined {
  try {
    return parse(line.replace(ASYNC, '$1'))[0];
  } catch {
    return undefined;
  }
}

/**
 * Frames of a formatted stack.
 * @param mapped whether its positions are original ones already
 */
export function framesOfText(text: string, mapped: boolean): CallFrame[] {
  const frames: CallFrame[] = [];
  for (const line of text.split('\n')) {
    const frame = FRAME_LINE.test(line) ? frameOfLine(line, mapped) : undefined;
    if (frame !== undefined) frames.push(frame);
  }
  return frames;
}

// The parser drops `async Promise.all (index 0)`.
function frameOfLine(line: string, mapped: boolean): CallFrame | undefined {
  const combinator = COMBINATOR.exec(line)?.[1];
  const parsed = combinator === undefined ? parseLine(line) : undefined;
  const script = parsed?.file ?? '';
  const native = script === '' || script === '<anonymous>';
  if (combinator === undefined && parsed === undefined) return undefined;
  const name = combinator ?? (parsed?.methodName === '<unknown>' ? '' : (parsed?.methodName ?? ''));
  const position = { file: pathOf(script), line: parsed?.lineNumber ?? 0, column: parsed?.column ?? 0 };
  return {
    ...position,
    function: name.replace(/^(?:Object|Function|Proxy|Module)\./, '').replace(/^<anonymous>$/, ''),
    script,
    startLine: 0,
    startColumn: 0,
    isAsync: ASYNC.test(line),
    isCombinator: combinator !== undefined,
    isConstructor: name.startsWith('new '),
    native,
    mapped: mapped && !native ? position : undefined,
  };
}
