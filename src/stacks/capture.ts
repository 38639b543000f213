// Takes stacks cheaply and remembers the latest ones: an unread error in a ring, under a number. What is unread
// keeps the receivers of its frames alive, so captures are read into plain frames, or dropped, before they grow old.

import { now } from '../core/now.ts';
import { ports, UNTAKEN } from '../core/ports.ts';
import { capturedSite } from '../sites/captures.ts';
import { type CallFrame, frameOfSite, isOwnFile } from './call-frame.ts';
import { framesOfSite, placed } from './site-frames.ts';
import { framesOfText, isForeignFormatter, noteMappedPositions } from './stack-text.ts';

const TheError = Error;
const captureStackTrace = Error.captureStackTrace;

/** Frames of ours above the application's: this file's, the recorder's, a trap's. */
const OWN_FRAMES = 4;
const DEFAULT_DEPTH = 10;
/** Stacks remembered at history_size=0. */
export const DEFAULT_REMEMBERED = 4096;
/** Reading one costs about 10 us, more under the application's own formatter. */
const DEFAULT_AGED_READS = 64;

class Capture {
  readonly number: number;
  /** The instrumented site, when it is known at once; 0 when the frames must tell. */
  readonly site: number;
  frames: readonly CallFrame[] | undefined;
  /** Laid over by the engine; a getter in effect, so it is never touched except to read it once. */
  declare readonly stack?: unknown;

  constructor(number: number, frames: readonly CallFrame[] | undefined, site: number) {
    this.number = number;
    this.site = site;
    this.frames = frames;
  }
}

let limit = DEFAULT_DEPTH + OWN_FRAMES;
let canRaise = true;
let mask = DEFAULT_REMEMBERED - 1;
let ring = emptyRing(DEFAULT_REMEMBERED);
let last = 0;
/** Number of the last capture at the last two calls of ageCaptures. */
let agedTo = 0;
let ageMark = 0;
let dropped = 0;
/** Told of every capture; undefined while nobody asks. */
let captured: ((number: number) => void) | undefined;

/** Sets who is told of every capture while it is made, muted; undefined for nobody. @param listener must not throw */
export function onCapture(listener: ((number: number) => void) | undefined): void {
  captured = listener;
}

function emptyRing(size: number): (Capture | undefined)[] {
  return new Array<Capture | undefined>(size).fill(undefined);
}

/**
 * Takes the stack of the caller.
 * @returns the number under which `framesOf` finds it for a while; 0 when captures are off
 */
export function captureStack(): number {
  if (limit === 0) return 0;
  const number = ++last;
  const capture = new Capture(number, undefined, now.site);
  const before = TheError.stackTraceLimit;
  if (before === limit || !canRaise) {
    captureStackTrace(capture);
  } else {
    try {
      TheError.stackTraceLimit = limit;
      captureStackTrace(capture);
      TheError.stackTraceLimit = before;
    } catch {
      giveUpRaising(capture, before);
    }
  }
  ring[number & mask] = capture;
  if (captured !== undefined) captured(number);
  return number;
}

// Either `Error` is frozen, for good, or the stack overflowed under us and the limit must go back.
function giveUpRaising(capture: Capture, before: number): void {
  if (TheError.stackTraceLimit !== before) {
    TheError.stackTraceLimit = before;
    return;
  }
  canRaise = false;
  captureStackTrace(capture);
}

/**
 * Sets how much is captured; what was remembered so far is forgotten.
 * @param options `depth`: application frames per stack, 0 turns captures off; `remembered`: number of stacks kept
 *   (rounded up to a power of two)
 */
export function configureCaptures(options: { depth?: number; remembered?: number }): void {
  const depth = options.depth ?? DEFAULT_DEPTH;
  limit = depth > 0 ? depth + OWN_FRAMES : 0;
  canRaise = true;
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, options.remembered ?? DEFAULT_REMEMBERED)));
  mask = size - 1;
  ring = emptyRing(size);
  agedTo = last;
  ageMark = last;
}

/**
 * The frames of a capture in generated positions, innermost first, without frames of Racewatch. Never throws.
 * @returns undefined when the capture is no longer remembered
 */
export function framesOf(number: number): readonly CallFrame[] | undefined {
  if (number < 0) {
    if (number === UNTAKEN) ports.missed = true;
    const site = capturedSite(number);
    return site === 0 ? kept.get(number) : framesOfSite(site);
  }
  const capture = ring[number & mask];
  if (capture === undefined || capture.number !== number) return undefined;
  if (capture.frames !== undefined) return capture.frames;
  const frames = readable(capture);
  ring[number & mask] = new Capture(number, frames, capture.site);
  return frames;
}

function readable(capture: Capture): readonly CallFrame[] {
  try {
    const foreign = readFrames(capture).filter((frame) => !isOwnFile(frame.file));
    return placed(foreign, capture.site);
  } catch (error) {
    ports.fault('stack', error);
    return [];
  }
}

/** The site that made a capture, if it was known at once; 0 for none. */
export function siteOfCapture(number: number): number {
  if (number < 0) return capturedSite(number);
  const capture = ring[number & mask];
  return capture?.number === number ? capture.site : 0;
}

/**
 * Lets go of the receivers held by captures made before the previous call: the newest are read into frames,
 * the others forgotten. For a timer of the host.
 * @param reads how many may be read
 */
export function ageCaptures(reads: number = DEFAULT_AGED_READS): void {
  const oldest = Math.max(agedTo, last - ring.length);
  let left = reads;
  for (let number = ageMark; number > oldest; number--) {
    const capture = ring[number & mask];
    if (capture === undefined || capture.number !== number || capture.frames !== undefined) continue;
    if (left-- > 0) {
      framesOf(number);
    } else {
      ring[number & mask] = undefined;
      dropped++;
    }
  }
  agedTo = ageMark;
  ageMark = last;
}

const KEPT = 1024;
const kept = new Map<number, readonly CallFrame[]>();
let lastKept = 0;

/**
 * Takes and reads the stack of the caller, for something that lives long: it does not age, only the oldest of
 * many make room. Cold: reading costs tens of microseconds.
 * @returns a number for `framesOf`, below 0
 */
export function keepStack(): number {
  let frames: readonly CallFrame[] | undefined;
  try {
    frames = framesOf(captureStack());
  } catch (error) {
    ports.fault('stack', error);
  }
  if (frames === undefined) return 0;
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value as number);
  kept.set(--lastKept, frames);
  return lastKept;
}

/** Captures taken so far, and how many were dropped unread because of their age. */
export function captureStats(): { captured: number; dropped: number } {
  return { captured: last, dropped };
}

function readFrames(capture: Capture): CallFrame[] {
  // Node asks the global of the moment, which the application may have replaced.
  const host = globalThis.Error;
  const installed = Reflect.getOwnPropertyDescriptor(host, 'prepareStackTrace');
  const prepare: unknown = installed?.value ?? installed?.get?.call(host);
  let sites: NodeJS.CallSite[] | undefined;
  const value = (_: Error, given: NodeJS.CallSite[]) => {
    sites = given;
    return '';
  };
  const ours = { value, configurable: true, writable: true, enumerable: false };
  const isOurs = Reflect.defineProperty(host, 'prepareStackTrace', ours);
  const text = readText(capture);
  if (isOurs) {
    if (installed === undefined) Reflect.deleteProperty(host, 'prepareStackTrace');
    else Reflect.defineProperty(host, 'prepareStackTrace', installed);
  }
  if (sites === undefined)
    return framesOfText(text, process.sourceMapsEnabled || isForeignFormatter(prepare));
  const frames = sites.map(frameOfSite);
  noteMappedPositions(prepare, sites, frames);
  return frames;
}

function readText(capture: Capture): string {
  try {
    const text = capture.stack;
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}
