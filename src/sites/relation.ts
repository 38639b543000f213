// Whether a write depends on an earlier read of the same function, by what the site table says.

import type { ModuleTable, SiteOp, SiteRow } from './model.ts';

/** By its value, by whether it happens at all, not at all, or nobody can tell. */
export type Relation = 'data' | 'control' | 'none' | 'unknown';

const LOOKS: ReadonlySet<SiteOp> = new Set<SiteOp>([
  'read',
  'call',
  'has',
  'update',
  'whole',
  'iterate',
  'destructure',
  'variable-read',
  'variable-update',
]);

/**
 * How the write at one row depends on the read at another.
 * @param earlier row of the read, from 1
 * @param later row of the write, from 1
 */
export function relation(table: ModuleTable, earlier: number, later: number): Relation {
  const read = table.sites[earlier - 1];
  const write = table.sites[later - 1];
  if (read === undefined || write === undefined) return 'unknown';
  if (write.reads?.includes(earlier)) return 'data';
  if (write.guards?.includes(earlier)) return 'control';
  if (write.closed !== true || !LOOKS.has(read.op) || !standsAround(table, read, write)) return 'unknown';
  return 'none';
}

/** The write stands in the function of the read, or in one written inside it; the module itself is no such function. */
function standsAround(table: ModuleTable, read: SiteRow, write: SiteRow): boolean {
  if (read.fn === write.fn) return true;
  if (read.fn === 0) return false;
  for (let fn = write.fn; fn > 0; fn = table.functions[fn]?.parent ?? -1) if (fn === read.fn) return true;
  return false;
}
