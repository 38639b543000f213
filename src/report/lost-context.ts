// Places where code ran for no task, as a watched process tells them and as `racewatch doctor` shows them.

import { printable } from './printable.ts';

/** Names the file to which watched processes append what they saw, a line of JSON each. */
export const LOST_CONTEXT = 'RACEWATCH_LOST_CONTEXT';

/** Whose turn it was: a connection's, of which it is not known for whom data comes. */
export type Opened = 'at start' | 'in a task that is over';

export interface LostPlace {
  /** `src/db.js:17 in onRow`. */
  readonly site: string;
  /** Path of the state that was touched. */
  readonly path: string;
  readonly opened: Opened;
  /** How many turns have touched it there. */
  readonly count: number;
}

export interface LostContext {
  /** Turns that touched watched state, of tasks or not. */
  readonly touched: number;
  readonly places: readonly LostPlace[];
}

const MOST_SHOWN = 20;

/** The lines to show for what one or several processes have told. */
export function lostContextLines(told: readonly LostContext[]): string[] {
  const touched = told.reduce((sum, each) => sum + each.touched, 0);
  const places = told.flatMap((each) => each.places).toSorted((a, b) => b.count - a.count);
  if (places.length === 0)
    return [
      `Lost context: none seen; watched state was touched ${touched} times, and for a task each time or by the main script`,
    ];
  const lost = places.reduce((sum, { count }) => sum + count, 0);
  const shown = places.slice(0, MOST_SHOWN);
  const widest = Math.max(...shown.map(({ count }) => `${count}`.length));
  return [
    `Lost context: watched state was touched for no task ${lost} times of ${touched}`,
    ...shown.map(
      ({ count, site, path, opened }) =>
        `  ${`${count}`.padStart(widest)} ${printable(site)}: ${printable(path)} (a connection opened ${opened})`,
    ),
    ...(places.length > shown.length ? [`  and ${places.length - shown.length} more places`] : []),
    'A shared connection calls back in turns of its own, so a request that goes on there is not followed and its races',
    'are missed. Where the callback is queued, queue `AsyncResource.bind(callback)`; or use the promises of the driver.',
  ];
}
