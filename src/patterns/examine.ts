// Holds one settled access against the history of its location: the only caller of the patterns.

import { counters } from '../core/counters.ts';
import { RANK } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { ports } from '../core/ports.ts';
import type { Shadow } from '../core/shadow.ts';
import type { Step } from '../core/walk.ts';
import { windowEndingWith } from '../core/window.ts';
import { checkThenAct } from './check-then-act.ts';
import { checkThenUse } from './check-then-use.ts';
import { dirtyRead } from './dirty-read.ts';
import { lostUpdate } from './lost-update.ts';
import { changes, finding, type Pattern, standsTogether } from './match.ts';
import { mutationDuringIteration } from './mutation-during-iteration.ts';
import { overwritten } from './overwritten.ts';
import { tornRead } from './torn-read.ts';
import { unrepeatableRead } from './unrepeatable-read.ts';
import { unsafePublication } from './unsafe-publication.ts';

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
  if (!location.changed && !location.shadow.cleared) return;
  if (examineWindow(location, access)) return;
  const race =
    tornRead(location, access) ?? (changes(access) ? unsafePublication(location, access) : undefined);
  if (race !== undefined && RANK[race.level] >= ports.lowestRank) ports.found(race);
}

function examineWindow(location: Location, access: Access): boolean {
  const window = windowEndingWith(location, access);
  if (window === undefined) return false;
  counters.windows++;
  for (const pattern of PATTERNS) {
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
  const race = mutationDuringIteration(shadow, from, to);
  if (race !== undefined && RANK[race.level] >= ports.lowestRank) ports.found(race);
}
