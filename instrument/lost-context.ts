// For `racewatch doctor -- PROGRAM`: where watched state is touched by what a connection brings, for no task. Libraries
// that queue callbacks on a connection call them there; the task that waits for the answer is not known.

import { appendFileSync } from 'node:fs';
import type { Access } from '../src/core/access.ts';
import type { Location } from '../src/core/location.ts';
import { onSettled } from '../src/core/settle.ts';
import { MAIN, taskInfo } from '../src/core/tasks.ts';
import { examine } from '../src/patterns/examine.ts';
import { LOST_CONTEXT, type LostContext, type LostPlace, type Opened } from '../src/report/lost-context.ts';
import { framesOf } from '../src/stacks/capture.ts';
import { resolveFrames } from '../src/stacks/resolve.ts';
import { pathOf } from '../src/write-up.ts';
import { broughtByConnection, LATE } from './async/resources.ts';

const MOST_PLACES = 1000;

/**
 * Watches for such places, where the environment asks for it.
 * @returns tells what was seen so far and forgets it; to be called when the process ends
 */
export function watchLostContext(): () => void {
  const file = process.env[LOST_CONTEXT];
  if (!file) return () => {};
  const places = new Map<string, LostPlace & { count: number }>();
  let touched = 0;
  onSettled((location, access) => {
    examine(location, access);
    touched++;
    const opened = openedWhen(access);
    if (opened !== undefined) note(places, location, access, opened);
  });
  return () => {
    const told: LostContext = { touched, places: [...places.values()] };
    touched = 0;
    places.clear();
    if (told.touched > 0) appendFileSync(file, `${JSON.stringify(told)}\n`, { mode: 0o600 });
  };
}

/** Undefined where the access belongs to somebody. */
function openedWhen({ task, turn }: Access): Opened | undefined {
  if (task === MAIN) return broughtByConnection(turn) ? 'at start' : undefined;
  const info = taskInfo(task);
  return info?.kind === 'event' && info.name.endsWith(LATE) ? 'in a task that is over' : undefined;
}

function note(
  places: Map<string, LostPlace & { count: number }>,
  location: Location,
  access: Access,
  opened: Opened,
): void {
  const frames = resolveFrames(framesOf(access.writeStack || access.readStack) ?? []);
  const frame = frames.find(({ owner }) => owner === 'application') ?? frames[0];
  const site = frame === undefined ? 'unknown place' : `${frame.file}:${frame.line} in ${frame.function}`;
  const path = pathOf(location);
  const key = JSON.stringify([site, path, opened]);
  const known = places.get(key);
  if (known !== undefined) known.count++;
  else if (places.size < MOST_PLACES) places.set(key, { site, path, opened, count: 1 });
}
