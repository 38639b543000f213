// The helpers around variables that several functions share and somebody assigns. A variable's token stands for it
// in one activation of its scope. While the turn that made it runs, only the first look and the last change are noted.

import type { Location } from '../core/location.ts';
import { now } from '../core/now.ts';
import { type PathNode, rootPath } from '../core/path.ts';
import { ports } from '../core/ports.ts';
import { notePublication } from '../core/publication.ts';
import { read, write } from '../core/record.ts';
import { noteReplaced } from '../core/replaced.ts';
import { Shadow } from '../core/shadow.ts';
import { isNothing, tokenOf } from '../core/values.ts';
import { entryOf, state, unwrap, Watched } from '../membrane/identity.ts';
import { mark } from '../membrane/watch.ts';
import { siteCapture } from './captures.ts';
import { stepped } from './members.ts';
import { siteOf } from './modules.ts';

/** Stands for one variable of one activation. */
export class Variable {
  readonly site: number;
  /** The turn that made it. */
  readonly turn = now.turn;
  readonly task = now.task;
  /** What the first turn did. */
  looked = 0;
  seen: unknown = undefined;
  changed = 0;
  left: unknown = undefined;
  location: Location | undefined = undefined;

  constructor(site: number) {
    this.site = site;
  }
}

/** Where a variable begins. */
export function n(site: number): Variable {
  return new Variable(site);
}

/** Around the value of a variable that is read. */
export function x(value: unknown, variable: Variable | undefined, site: number): unknown {
  if (variable === undefined) return value;
  if (variable.turn === now.turn && variable.location === undefined) {
    if (variable.looked === 0 && variable.changed === 0) {
      variable.looked = site;
      variable.seen = value;
    }
    return value;
  }
  if (!state.on) return value;
  try {
    noteLook(variable, value, site);
  } catch (error) {
    now.site = 0;
    ports.fault('source', error);
  }
  return value;
}

/** Around the value that is about to be assigned; `previous` is the one before. */
export function l(value: unknown, previous: unknown, variable: Variable | undefined, site: number): unknown {
  if (variable === undefined || !state.on) return value;
  try {
    noteChange(variable, value, previous, site);
  } catch (error) {
    now.site = 0;
    ports.fault('source', error);
  }
  return value;
}

/** Before an assignment of a function, which keeps its name only if nothing stands around it. */
export function lp(variable: Variable | undefined, site: number): void {
  l(() => {}, undefined, variable, site);
}

/** Before `variable++` (step 1) or `--` (-1). */
export function lu(value: unknown, variable: Variable | undefined, site: number, step: number): void {
  if (variable === undefined || !state.on) return;
  x(value, variable, site);
  l(stepped(value, step), value, variable, site);
}

/** After a pattern has assigned to the variable. */
export function lq(value: unknown, variable: Variable | undefined, site: number): void {
  if (variable !== undefined)
    l(value, variable.location === undefined ? variable.left : undefined, variable, site);
}

function noteLook(variable: Variable, value: unknown, site: number): void {
  const location = variable.location ?? open(variable);
  now.site = site;
  read(location, unwrap(value));
  now.site = 0;
  markHeld(variable, value);
}

function noteChange(variable: Variable, value: unknown, previous: unknown, site: number): void {
  if (variable.turn === now.turn && variable.location === undefined) {
    variable.changed = site;
    variable.left = value;
    return;
  }
  const location = variable.location ?? open(variable);
  now.site = site;
  write(location, unwrap(value), unwrap(previous));
  const entry = typeof previous === 'object' && previous !== null ? entryOf(previous) : undefined;
  if (entry instanceof Watched && value !== previous) noteReplaced(location, entry.shadow);
  now.site = 0;
  markHeld(variable, value);
}

/** What a shared variable holds is shared. */
function markHeld({ location }: Variable, value: unknown): void {
  if (typeof value !== 'object' || value === null || location === undefined) return;
  const isKnown = entryOf(value) !== undefined;
  const entry = mark(value, rootPath(String(location.key), 'variable'));
  if (!isKnown && entry !== undefined) notePublication(entry.shadow, location);
}

const NOWHERE: PathNode = rootPath('', 'variable');

/** A second turn has come: from now on there is a location, which begins with what the first turn did. */
function open(variable: Variable): Location {
  const name = siteOf(variable.site)?.row.key ?? 'variable';
  const location = new Shadow('scope', NOWHERE).locate(name);
  variable.location = location;
  if (variable.looked === 0 && variable.changed === 0) return location;
  const { looked, changed } = variable;
  const seen = unwrap(variable.seen);
  const left = unwrap(variable.left);
  location.recall(variable.turn, variable.task, {
    look: looked === 0 ? 0 : siteCapture(looked),
    seen: tokenOf(seen),
    seenNothing: isNothing(seen),
    change: changed === 0 ? 0 : siteCapture(changed),
    left: tokenOf(left),
    leftNothing: isNothing(left),
  });
  variable.seen = undefined;
  variable.left = undefined;
  return location;
}
