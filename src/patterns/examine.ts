// Holds one settled access against the history of its location: the only caller of the patterns.

import { Access } from '../core/access.ts';
import { counters } from '../core/counters.ts';
import { type Finding, RANK } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import { READ } from '../core/ops.ts';
import { ports } from '../core/ports.ts';
import type { Shadow } from '../core/shadow.ts';
import type { Step } from '../core/walk.ts';
import { type Window, windowEndingWith } from '../core/window.ts';
import { checkThenAct } from './check-then-act.ts';
import { checkThenUse } from './check-then-use.ts';
import { dirtyRead } from './dirty-read.ts';
import { foundIndex } from './found-index.ts';
import { indexWalk } from './index-walk.ts';
import { listedKey } from './listed-keys.ts';
import { lostUpdate } from './lost-update.ts';
import { changes, finding, type Pattern, standsTogether } from './match.ts';
import { mutationDuringIteration } from './mutation-during-iteration.ts';
import { overwritten } from './overwritten.ts';
import { replacedContent } from './replaced-content.ts';
import { tornRead } from './torn-read.ts';
import { unrepeatableRead } from './unrepeatable-read.ts';
import { unsafePublication } from './unsafe-publication.ts';
import { findingLacksStacks, windowLacksStacks } from './untaken.ts';

/** In the order in which they are tried: a window is reported under the first that fits. */
const PATTERNS: readonly Pattern[] = [
  lostUpdate,
  checkThenAct,
  overwritten,
  dirtyRead,
  checkThenUse,
  unrepeatableRead,
];

/** Looks for races that end with `access`, the settled access of one turn to `location`. */
export function examine(location: Location, access: Access): void {
  if (location.shadow.kind === 'array') report(indexWalk(location, access) ?? foundIndex(location, access));
  if (!location.changed && !location.shadow.cleared) return;
  report(listedKey(location, access));
  if (examineWindow(location, access)) return;
  report(replacedContent(location, access));
  report(tornRead(location, access) ?? (changes(access) ? unsafePublication(location, access) : undefined));
}

function examineWindow(location: Location, access: Access): boolean {
  const window = windowEndingWith(location, access);
  if (window === undefined) return false;
  counters.windows++;
  if (windowLacksStacks(window)) return false;
  if (matches(window, PATTERNS)) return true;
  const look = window.first.lookedAfter ? lookBehindChange(window) : undefined;
  return look !== undefined && matches(look, [lostUpdate]);
}

/** The task changed the location and then looked, as a loop does: its look counts where the later write is made of it. */
function lookBehindChange(window: Window): Window | undefined {
  const { first, second } = window;
  if (ports.depends(first.readStack, second.writeStack) !== 'data') return undefined;
  const look = new Access().copy(first);
  look.bits = READ;
  look.met = first.left;
  return { ...window, first: look };
}

function matches(window: Window, patterns: readonly Pattern[]): boolean {
  for (const pattern of patterns) {
    const match = pattern.match(window);
    if (match === undefined || RANK[match.level] < ports.lowestRank) continue;
    const other = window.between.find((candidate) => candidate.turn === match.intervening.turn);
    if (other === undefined || !standsTogether(window, other, match.first, match.second)) continue;
    // A look or a change in between may have gone unseen: the sites are awake from now on.
    if (ports.mayHaveDozed(match.first.stack) || ports.mayHaveDozed(match.second.stack)) return true;
    ports.found(finding(pattern, window, match));
    return true;
  }
  return false;
}

/** Looks for a race between two steps of an iteration. */
export function examineWalk(shadow: Shadow, from: Step, to: Step): void {
  report(mutationDuringIteration(shadow, from, to));
}

function report(race: Finding | undefined): void {
  if (race === undefined || RANK[race.level] < ports.lowestRank) return;
  if (findingLacksStacks(race)) counters.racesWithoutStacks++;
  else ports.found(race);
}
