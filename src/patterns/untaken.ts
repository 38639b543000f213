// Stacks that were left out because a container was calm (see core/shadow.ts): what lacks one is not judged, since a
// rule that knows half may judge wrongly. The container is roused, and the next time all stacks are there.

import type { Finding } from '../core/finding.ts';
import type { Access } from '../core/location.ts';
import { ports, UNTAKEN } from '../core/ports.ts';
import type { Window } from '../core/window.ts';

/** Whether a window has an access without the stack that it could have; its container is roused then. */
export function windowLacksStacks({ first, between, second }: Window): boolean {
  const lacks = wasUntaken(first) || wasUntaken(second) || between.some(wasUntaken);
  if (lacks) ports.missed = true;
  return lacks;
}

/** The same for the three accesses of a finding. */
export function findingLacksStacks({ first, intervening, second, location }: Finding): boolean {
  const lacks = [first, intervening, second].some(({ stack }) => stack === UNTAKEN);
  if (lacks) location.shadow.rouse();
  return lacks;
}

function wasUntaken({ readStack, writeStack }: Access): boolean {
  return readStack === UNTAKEN || writeStack === UNTAKEN;
}
