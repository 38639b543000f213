// What the patterns ask about places, by capture number. Only the accused pay: each question reads stacks and source.

import type { CallFrame } from './call-frame.ts';
import { framesOf } from './capture.ts';
import { standsInCallbackOf } from './nested.ts';
import { ownerOf } from './resolve.ts';
import { sameLine, sharesActivation, siteOf } from './sites.ts';
import {
  callerFor,
  capturedAt,
  countsForWrite,
  decides,
  dependency,
  isListed,
  mayHaveDozed,
  mayList,
  roleAt,
  standsInside,
} from './static.ts';
import { compares, computes, heldAgainstLimit, limits, negates, onlyTested } from './tested.ts';

type Frames = readonly CallFrame[];

/** The value may be computed where it is handed to whoever writes it. */
const CALLERS = 3;

/** The answers to the questions of core/ports.ts. */
export const questions = {
  sameLine(a: number, b: number): boolean | undefined {
    const one = siteAt(a);
    const two = siteAt(b);
    return one && two && sameLine(one, two);
  },
  sharesActivation: ofBoth(sharesActivation),
  inCallbackOf: (a: number, b: number): boolean => standsInside(a, b) || ofBoth(standsInCallbackOf)(a, b),
  onlyTested: (capture: number): boolean => {
    const site = siteAt(capture);
    return site !== undefined && onlyTested(site);
  },
  compares: (capture: number, anywhere: boolean): boolean => {
    const site = siteAt(capture);
    return site !== undefined && compares(site, anywhere);
  },
  depends: dependency,
  countsForWrite,
  decides,
  heldAgainstLimit: (read: number, write: number): boolean => {
    const site = siteAt(read);
    if (site === undefined) return false;
    if (heldAgainstLimit(site)) return true;
    const caller = callerFor(read, write);
    return caller !== undefined && limits(caller);
  },
  keyAt: (capture: number): string | null | undefined => capturedAt(capture)?.row.key,
  discards: (capture: number): boolean => capturedAt(capture)?.row.unused === true,
  listed: isListed,
  opened: (capture: number): boolean => capturedAt(capture)?.row.opened === true,
  rechecked: (capture: number): boolean => capturedAt(capture)?.row.rechecked === true,
  mayList,
  role: roleAt,
  mayHaveDozed,
  negates: (capture: number): boolean => {
    const site = siteAt(capture);
    return site !== undefined && negates(site);
  },
  computes: (capture: number): boolean => {
    const own = framesOf(capture)?.filter((frame) => ownerOf(frame) === 'application') ?? [];
    return own.slice(0, CALLERS).some(computes);
  },
};

function siteAt(capture: number): CallFrame | undefined {
  const frames = framesOf(capture);
  return frames && siteOf(frames);
}

function ofBoth(ask: (first: Frames, second: Frames) => boolean): (a: number, b: number) => boolean {
  return (a, b) => {
    const first = framesOf(a);
    const second = framesOf(b);
    return first !== undefined && second !== undefined && ask(first, second);
  };
}
