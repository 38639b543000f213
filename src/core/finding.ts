// A race in the engine's own words: numbers and tokens. The detector turns it into a report.

import type { Access, Location } from './location.ts';
import { ABSENT, CLEAR, DELETE, READ, RESIZE, WRITE } from './ops.ts';

export type Level = 'error' | 'warning' | 'notice';
export type SideOp = 'read' | 'write' | 'update' | 'delete' | 'iterate';

/** Higher is worse. */
export const RANK: Readonly<Record<Level, number>> = { notice: 0, warning: 1, error: 2 };

/** One of the three accesses; `stack` is a capture number, `value` a token. */
export interface Side {
  op: SideOp;
  task: number;
  turn: number;
  value: unknown;
  stack: number;
}

export interface Finding {
  pattern: string;
  level: Level;
  location: Location;
  /** Where the first access stands, if that is another location of the same container. */
  firstAt?: Location;
  /** The two accesses of one task, and the foreign one between them in time. */
  first: Side;
  intervening: Side;
  second: Side;
}

export function lookSide(access: Access): Side {
  return { op: 'read', task: access.task, turn: access.turn, value: access.seen, stack: access.readStack };
}

export function changeSide(access: Access): Side {
  return {
    op: opOf(access),
    task: access.task,
    turn: access.turn,
    value: access.left,
    stack: access.writeStack,
  };
}

function opOf(access: Access): SideOp {
  if ((access.ops & (DELETE | CLEAR)) !== 0) return 'delete';
  if ((access.ops & RESIZE) !== 0 && access.left === ABSENT) return 'delete';
  return (access.ops & READ) !== 0 && (access.ops & WRITE) !== 0 ? 'update' : 'write';
}
