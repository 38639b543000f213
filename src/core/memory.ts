// What we hold, estimated by counting it, and the bounds that follow from a cap. Sizes are measured: a test holds them
// against the heap.

import { ledger } from './ledger.ts';
import { limits } from './limits.ts';
import { taskCount } from './tasks.ts';

/** Bytes for each one, with all that hangs on it, on Node.js 20 to 26. */
const SIZES = {
  /** With what links it to its object. It stays as long as the object does, whatever is forgotten. */
  shadow: 470,
  location: 180,
  record: 104,
  task: 160,
  /** A stack of ten frames, read or unread. */
  capture: 900,
  report: 12_000,
};

/** What is not counted here. */
export interface Elsewhere {
  /** Bytes of tables that are there from the start. */
  readonly tables: number;
  readonly captures: number;
  readonly reports: number;
}

/** Bytes that the detector holds, as far as they can be counted. */
export function heldBytes({ tables, captures, reports }: Elsewhere): number {
  const { shadows, locations, records } = ledger.held();
  return (
    tables +
    shadows * SIZES.shadow +
    locations * SIZES.location +
    records * SIZES.record +
    Math.min(taskCount(), limits.tasks) * SIZES.task +
    captures * SIZES.capture +
    reports * SIZES.report
  );
}

/**
 * Makes the bounds fit a cap: whatever is full then has forgotten its oldest before the cap is reached. What no bound
 * holds back is the number of objects that the application keeps and we watch.
 * @param bytes of the cap, without the tables that are there from the start
 */
export function fitLimits(bytes: number): void {
  limits.locations = share(limits.locations, 0.25 * bytes, SIZES.location);
  limits.records = share(limits.records, 0.2 * bytes, SIZES.record);
  limits.shadows = share(limits.shadows, 0.3 * bytes, SIZES.shadow);
  limits.races = share(limits.races, 0.1 * bytes, SIZES.report);
  limits.tasks = share(limits.tasks, 0.05 * bytes, SIZES.task);
}

function share(limit: number, bytes: number, each: number): number {
  return Math.min(limit, Math.max(64, Math.floor(bytes / each)));
}
