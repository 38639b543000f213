// Which keys of one object were changed together: what one turn left is one state, see torn-read. Of few keys the
// records themselves tell; of many, those that a turn changed are listed.

import { limits } from './limits.ts';
import type { Location } from './location.ts';

/** A turn that changed several keys of one object. */
export class Batch {
  readonly turn: number;
  /** Those that it changed; undefined where every key is to be asked. */
  locations: Location[] | undefined;
  earlier: Batch | undefined;

  constructor(turn: number, locations: Location[] | undefined, earlier: Batch | undefined) {
    this.turn = turn;
    this.locations = locations;
    this.earlier = earlier;
  }
}

/**
 * Notes a change made by `turn`; returns the latest batch.
 * @param before the key that was changed last
 * @param listed whether the object has so many keys that the changed ones must be listed
 */
export function addChange(
  latest: Batch | undefined,
  before: Location | undefined,
  turn: number,
  location: Location,
  listed: boolean,
): Batch | undefined {
  if (latest?.turn === turn) {
    latest.locations?.push(location);
    return latest;
  }
  if (before === undefined || before.turn !== turn || !before.changes) return latest;
  const batch = new Batch(turn, listed ? [before, location] : undefined, latest);
  dropOldest(batch);
  return batch;
}

/** The object has many keys from now on: lists those that each batch changed. */
export function listChanges(latest: Batch | undefined, locations: Iterable<Location>): void {
  for (let batch = latest; batch !== undefined; batch = batch.earlier) {
    const { turn } = batch;
    batch.locations = [...locations].filter((location) => location.accessIn(turn)?.changes === true);
  }
}

function dropOldest(latest: Batch): void {
  let batch = latest;
  for (let count = 1; count < limits.batchesPerObject && batch.earlier !== undefined; count++) {
    batch = batch.earlier;
  }
  batch.earlier = undefined;
}
