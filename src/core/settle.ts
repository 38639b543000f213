// At the end of a turn, what it touched is final: each access is then held against the location's history.

import type { Access, Location } from './location.ts';
import { now } from './now.ts';
import { ports } from './ports.ts';
import { STRUCTURE } from './shadow.ts';
import { onTurnEnd } from './turns.ts';

/** What the running turn has touched: the first `now.touched` of them. */
const locations: Location[] = [];
const KEPT = 64;

/** Looks for races that end with `access`; set by the detector to the patterns. */
let examine: (location: Location, access: Access) => void = () => {};

export function onSettled(listener: (location: Location, access: Access) => void): void {
  examine = listener;
}

/** Remembers until the running turn ends that it has accessed a location. */
export function noteTouched(location: Location): void {
  locations[now.touched++] = location;
}

let settling = false;

/** Settles the running turn now; called between turns and before results are asked for. */
export function settleTurn(): void {
  // Whoever listens to races may open turns and ask for results.
  if (now.touched !== 0 && !settling) settleTouched();
}

onTurnEnd(settleTurn);

function settleTouched(): void {
  const { touched } = now;
  settling = true;
  now.muted++;
  try {
    for (let i = 0; i < touched; i++) noteOnShadow(locations[i] as Location);
    for (let i = 0; i < touched; i++) examineLatest(locations[i] as Location);
  } catch (error) {
    ports.fault('settle', error);
  } finally {
    now.touched = 0;
    settling = false;
    // A burst must not keep its shadows alive. Setting a length costs more than settling an access.
    if (touched > KEPT) locations.length = KEPT;
    now.muted--;
  }
}

function noteOnShadow(location: Location): void {
  const access = location.latest(0);
  // Forgotten before its turn was over.
  if (access.turn === 0) return;
  const { shadow } = location;
  const { changes } = access;
  shadow.noteUse(access.task, changes);
  if (changes && location.key !== STRUCTURE) shadow.noteChange(location, access);
}

function examineLatest(location: Location): void {
  const access = location.latest(0);
  if (access.turn === 0) return;
  ports.missed = false;
  examine(location, access);
  if (ports.missed) location.shadow.rouse();
}
