// Which containers are recorded when not all are. A race has two sides: of requests sampled with probability p both
// are seen with p squared; of a container that is chosen, every access by everybody is, so its races are seen with
// p. The choice is made anew from time to time (data sampling as in DataCollider, Erickson et al., OSDI 2010).

import { counters } from './counters.ts';
import type { Shadow } from './shadow.ts';

export const sampling = {
  /** The share of the containers that are recorded, 0 to 1. */
  share: 1,
  /** Number of the period the choice holds for, from 1. */
  period: 1,
};

/** In `Shadow.drawn`: the container's lot in this period, whether it is left out now, the period. */
const LOTS = 1 << 16;
const LOT = LOTS - 1;
const LEFT_OUT = LOTS;
const PERIOD_SHIFT = 17;
/** After so many periods their numbers start over. */
const PERIODS = (1 << 13) - 1;

/** All were recorded again after a time in which some were left out. */
let wereAll = false;

/** Sets the share and chooses anew. */
export function setSample(share: number): void {
  wereAll ||= share === 1 && sampling.share !== 1;
  sampling.share = share;
  choosePeriod();
}

/**
 * Changes the share and keeps the choice: with a smaller one some containers are left out that were recorded, with a
 * larger one some are added.
 */
export function adjustSample(share: number): void {
  // While all are recorded nobody looks at the lots.
  if (share === 1 || sampling.share === 1) setSample(share);
  else sampling.share = share;
}

/** Begins another period: every container is drawn again when it is met. */
export function choosePeriod(): void {
  sampling.period = (sampling.period % PERIODS) + 1;
}

/** Whether accesses of a container pass unrecorded now. */
export function isLeftOut(shadow: Shadow): boolean {
  let { drawn } = shadow;
  if (drawn >> PERIOD_SHIFT !== sampling.period) drawn = draw(shadow);
  const isOut = (drawn & LOT) >= sampling.share * LOTS;
  if (isOut !== ((drawn & LEFT_OUT) !== 0)) turnOver(shadow);
  if (isOut) counters.accessesLeftOut++;
  return isOut;
}

/** Whether it was left out is kept: when that changes, there may be something to forget. */
function draw(shadow: Shadow): number {
  // It may have been recorded since it was left out.
  if (wereAll && (shadow.drawn & LEFT_OUT) !== 0) shadow.forgetAccesses();
  const lot = Math.floor(Math.random() * LOTS);
  shadow.drawn = (sampling.period << PERIOD_SHIFT) | (shadow.drawn & LEFT_OUT) | lot;
  return shadow.drawn;
}

/** What was recorded goes: a window must not span a time nobody looked at. */
function turnOver(shadow: Shadow): void {
  shadow.drawn ^= LEFT_OUT;
  shadow.forgetAccesses();
}
