// At the end of a turn, what it touched is final: each access is then held against the location's history.

import type { Access, Location } from './location.ts';
import { now } from './now.ts';
import { CHANGES } from './ops.ts';
import { ports } from './ports.ts';
import { type Shadow, STRUCTURE } from './shadow.ts';
import { onTurnEnd } from './turns.ts';

const locations: Location[] = [];
const accesses: Access[] = [];

/** Looks for races that end with `access`; set by the detector to the patterns. */
let examine: (location: Location, access: Access) => void = () => {};

export function onSettled(listener: (location: Location, access: Access) => void): void {
  examine = listener;
}

/** Remembers an access of the running turn until the turn ends. */
export function noteTouched(location: Location, access: Access): void {
  locations[now.touched] = location;
  accesses[now.touched] = access;
  now.touched++;
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
    for (let i = 0; i < touched; i++) noteOnShadow(locations[i] as Location, accesses[i] as Access);
    for (let i = 0; i < touched; i++) examine(locations[i] as Location, accesses[i] as Access);
  } catch (error) {
    ports.fault('settle', error);
  } finally {
    now.touched = 0;
    settling = false;
    // A burst must not keep its objects alive through a long list.
    locations.length = 0;
    accesses.length = 0;
    now.muted--;
  }
}

function noteOnShadow(location: Location, access: Access): void {
  const { shadow } = location;
  const changes = (access.ops & CHANGES) !== 0;
  noteUse(shadow, access.task, changes);
  if (changes && location.key !== STRUCTURE) shadow.noteChange(location, access);
}

function noteUse(shadow: Shadow, task: number, changes: boolean): void {
  if (shadow.task === -1) shadow.task = task;
  else if (shadow.task !== task) shadow.shared = true;
  shadow.usage.note(task, changes);
}
