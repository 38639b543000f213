// Which containers are recorded when not all are. A race has two sides: of requests sampled with probability p both
// are seen with p squared; of a container that is chosen, every access by everybody is, so its races are seen with
// p. The choice is made anew from time to time (data sampling as in DataCollider, Erickson et al., OSDI 2010).

import type { Shadow } from './shadow.ts';

export const sampling = {
  /** The share of the containers that are recorded, 0 to 1. */
  share: 1,
  /** Number of the period the choice holds for, upwards from 1. */
  period: 1,
};

/** Sets the share and chooses anew. */
export function setSample(share: number): void {
  sampling.share = share;
  choosePeriod();
}

/** Begins another period: every container is drawn again when it is met. */
export function choosePeriod(): void {
  sampling.period++;
}

/** Whether accesses of a container pass unrecorded in this period. */
export function isLeftOut(shadow: Shadow): boolean {
  const { period } = sampling;
  if (shadow.drawn !== period && shadow.drawn !== -period) draw(shadow);
  return shadow.drawn < 0;
}

/** What was recorded in an earlier period goes: a window must not span a time nobody looked at. */
function draw(shadow: Shadow): void {
  const wasRecorded = shadow.drawn === 0 || shadow.drawn === sampling.period - 1;
  const isRecorded = Math.random() < sampling.share;
  shadow.drawn = isRecorded ? sampling.period : -sampling.period;
  if (!isRecorded || !wasRecorded) shadow.forgetAccesses();
}
