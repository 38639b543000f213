// Captures and what is known of their sites before the program ran: which row of which table an access is, and what
// that row says. The analysis behind the rows is the source transform's; the rules are in src/patterns.

import { dozes, watchedAt } from '../sites/backoff.ts';
import type { FunctionInfo, ModuleTable, SiteOp, SiteRow } from '../sites/model.ts';
import { modulesOf, type Site, type SiteModule, siteOf } from '../sites/modules.ts';
import { type Relation, relation } from '../sites/relation.ts';
import type { CallFrame } from './call-frame.ts';
import { framesOf, siteOfCapture } from './capture.ts';
import { givenPositionOf } from './given.ts';

/** The site of a capture; undefined where the code was not instrumented or the capture is forgotten. */
export function capturedAt(capture: number): Site | undefined {
  const known = siteOfCapture(capture);
  if (known !== 0) return siteOf(known);
  const frames = framesOf(capture);
  // The very place of the access, whoever called for it.
  const frame = frames?.find(({ native }) => !native);
  return frame && siteOfFrame(frame);
}

function siteOfFrame(frame: CallFrame): Site | undefined {
  const { line, column } = givenPositionOf(frame);
  for (const module of modulesOf(frame.script)) {
    const number = positionsOf(module)?.get(positionKey(line, column));
    if (number !== undefined) return siteOf(module.base + number);
  }
  return undefined;
}

const positions = new WeakMap<SiteModule, Map<number, number>>();

function positionsOf(module: SiteModule): Map<number, number> | undefined {
  const known = positions.get(module);
  const table = known === undefined ? module.table() : undefined;
  if (table === undefined) return known;
  const made = new Map<number, number>();
  for (const [index, row] of table.sites.entries()) {
    const key = positionKey(row.line, row.column);
    if (!made.has(key)) made.set(key, index + 1);
  }
  positions.set(module, made);
  return made;
}

/** Columns of bundles are long. */
const COLUMNS = 2 ** 24;

function positionKey(line: number, column: number): number {
  return line * COLUMNS + column;
}

/**
 * How a write depends on an earlier read: on the one captured, or on any other look of the same function at what may
 * be the same location, since a turn's record names only its first look.
 */
export function dependency(read: number, write: number): Relation {
  const earlier = capturedAt(read);
  const later = capturedAt(write);
  if (earlier === undefined || later?.module !== earlier.module) return 'unknown';
  const { table } = earlier;
  let found: Relation = 'none';
  for (const number of looksLike(table, earlier)) {
    const answer = relation(table, number, later.number);
    if (answer === 'data') return answer;
    if (answer === 'control' || found === 'none') found = answer;
  }
  return found;
}

/**
 * Whether a look in the turn of a write counts as looking again. It does not where the write is made of what was read
 * before, and the look stands elsewhere: in a function whose answer has no part in it.
 */
export function countsForWrite(read: number, look: number, write: number): boolean {
  if (dependency(read, write) !== 'data') return true;
  const later = capturedAt(write);
  const fresh = capturedAt(look);
  if (later === undefined || fresh === undefined) return true;
  if (fresh.module === later.module && fresh.row.fn === later.row.fn) {
    if (fresh.number === later.number) return true;
    return relation(later.table, fresh.number, later.number) !== 'none';
  }
  const call = callTowards(look, later);
  if (call === undefined) return true;
  const { guards = [], reads = [] } = later.row;
  return guards.includes(call) || reads.includes(call);
}

/** The call in the function of a write that led to a look; undefined where none is known. */
function callTowards(look: number, later: Site): number | undefined {
  for (const frame of framesOf(look) ?? []) {
    const number = leadsFrom(frame, later);
    if (number !== undefined) return number;
  }
  return undefined;
}

/** The row of a call, or of a read that runs a getter, if the frame stands at one in the function of a site. */
function leadsFrom(frame: CallFrame, { module, row }: Site): number | undefined {
  const site = frame.script === module.script ? siteOfFrame(frame) : undefined;
  return site?.row.fn === row.fn && (site.row.op === 'call' || site.row.op === 'read')
    ? site.number
    : undefined;
}

const LOOKS: ReadonlySet<SiteOp> = new Set(['read', 'call', 'has', 'whole', 'iterate', 'destructure']);

/** The rows of a site's function that may look at what it looks at, itself included. */
function* looksLike(table: ModuleTable, site: Site): Generator<number> {
  for (const [index, row] of table.sites.entries()) {
    if (row.fn !== site.row.fn) continue;
    // The look of an update in place is a fresh one.
    if (index + 1 === site.number || (row.role !== 'update' && mayBeSame(row, site.row))) yield index + 1;
  }
}

function mayBeSame(row: SiteRow, like: SiteRow): boolean {
  if (like.op === 'variable-read' || like.op === 'variable-update') {
    return row.key === like.key && (row.op === 'variable-read' || row.op === 'variable-update');
  }
  if (!LOOKS.has(row.op)) return false;
  return like.op === 'call' || row.key === like.key || row.key === null || row.op === 'destructure';
}

/** Whether the later site stands in a function written inside the earlier one's, behind it; undefined: nobody knows. */
export function standsInside(first: number, second: number): boolean | undefined {
  const earlier = capturedAt(first);
  const later = capturedAt(second);
  if (earlier === undefined || later?.module !== earlier.module || earlier.row.fn === 0) return undefined;
  const { functions } = earlier.table;
  let callback: FunctionInfo | undefined;
  for (let fn = later.row.fn; fn !== earlier.row.fn; fn = functions[fn]?.parent ?? -1) {
    if (fn <= 0) return false;
    callback = functions[fn];
  }
  if (callback === undefined) return false;
  const { line, column } = earlier.row;
  return line < callback.line || (line === callback.line && column <= callback.column);
}

/** The row in the function of a write by which an earlier look in a helper of its was called for. */
export function decides(read: number, write: number): boolean {
  const answer = dependency(read, write);
  if (answer !== 'unknown') return answer === 'control';
  const later = capturedAt(write);
  const call = later && callTowards(read, later);
  return call !== undefined && later?.row.guards?.includes(call) === true;
}

/** The frame that called for a look on behalf of the function of a write. */
export function callerFor(read: number, write: number): CallFrame | undefined {
  const later = capturedAt(write);
  if (later === undefined || capturedAt(read)?.row.fn === later.row.fn) return undefined;
  return framesOf(read)?.find((frame) => leadsFrom(frame, later) !== undefined);
}

/** Whether the key of the later look comes from the list of keys that the earlier one made. */
export function isListed(list: number, look: number): boolean {
  const earlier = capturedAt(list);
  const later = capturedAt(look);
  if (earlier === undefined || later?.module !== earlier.module) return false;
  return later.row.listed?.includes(earlier.number) === true;
}

/**
 * Whether the turn of a look may have listed anew what the key of the later look comes from: a turn's record names only
 * its first look, so another one in the function of the list may stand for it.
 */
export function mayList(look: number, later: number): boolean {
  const fresh = capturedAt(look);
  const use = capturedAt(later);
  if (fresh === undefined || use?.module !== fresh.module) return false;
  const { sites } = use.table;
  return use.row.listed?.some((list) => sites[list - 1]?.fn === fresh.row.fn) === true;
}

/** What the value read at a capture serves for: a test as well, where anything depends on the outcome. */
export function roleAt(capture: number): SiteRow['role'] {
  const site = capturedAt(capture);
  if (site?.row.role !== 'use') return site?.row.role;
  const decides = site.table.sites.some(
    ({ fn, op, guards }) => fn === site.row.fn && op === 'call' && guards?.includes(site.number),
  );
  return decides ? 'test' : 'use';
}

/**
 * Whether an access of the same function to the same key may have passed unrecorded because its site was dozing. The
 * sites are woken, so that the next time is judged.
 */
export function mayHaveDozed(capture: number): boolean {
  const site = capturedAt(capture);
  if (site === undefined) return false;
  let dozed = false;
  for (const number of looksLike(site.table, site)) {
    const whole = site.module.base + number;
    if (!dozes(whole)) continue;
    watchedAt(whole);
    dozed = true;
  }
  return dozed;
}
