// What the walk over a module knows while it goes: the function, the conditions, the reads and writes met.
// How each kind of node is walked stands in the files beside this one.

import type * as ESTree from 'estree';
import { type Graph, NOWHERE, type Point } from './graph.ts';
import type { Local, Names } from './names.ts';

/** What a value is wanted for: to be tested, to be used, for nothing, or to be kept in variables. */
export type Purpose = 'test' | 'use' | 'nothing' | readonly Local[];

export type FnNode = ESTree.Function | ESTree.MaybeNamedFunctionDeclaration;

export interface Fn {
  /** Undefined: the module itself. */
  readonly node: FnNode | undefined;
  parent: Fn | undefined;
  /** Whether the function runs at all. */
  readonly entry: Context;
  /** What any parameter may be given, and what each is. */
  readonly input: Point;
  readonly inputs: Point[];
  /** What was put into its parameters: a call of `resolve(x)` hands `x` out. */
  readonly outputs: Point;
  readonly returns: Point;
  readonly thrown: Point;
  /** Arguments of calls that may end up in any function kept somewhere. */
  readonly outgoing: Point;
  throws: boolean;
  /** Kept in an object or a variable, so that anybody may call it. */
  stored: boolean;
}

/** Whether a stretch of code runs: by its own conditions, and by all around it. */
export interface Context {
  readonly own: Point;
  readonly all: Point;
  readonly parent: Context | undefined;
  /** Runs unless the function was left before. */
  readonly afterExit: boolean;
}

/** A statement that `break` and `continue` can name. */
export interface Target {
  readonly labels: readonly string[];
  readonly isLoop: boolean;
  readonly isNamedOnly: boolean;
}

/** A place that may be left early; `target` undefined: the function is left. */
export interface Exit {
  readonly target: Target | undefined;
  readonly again: boolean;
  readonly from: Point;
}

/** Where an access stands in the run of its function. */
export interface Place {
  readonly fn: Fn;
  /** Counts in the order of evaluation. */
  readonly order: number;
  /** The outermost loop of the function around it; 0: none. */
  readonly loop: number;
}

export interface Read extends Place {
  readonly row: number;
  readonly source: Point;
  readonly location: string | undefined;
  purpose: Purpose;
  updates: boolean;
  /** What the members of its value are wanted for. */
  readonly members: Purpose[];
}

export interface Write extends Place {
  readonly row: number;
  readonly value: Point;
  readonly control: Point;
  readonly updates: boolean;
  /** A call whose result nobody takes. */
  readonly unused: boolean;
}

/** A write whose value is being computed: reads of its location in the same turn are part of it. */
export interface Update {
  readonly location: string;
  readonly outer: Update | undefined;
  reads: Read[];
}

export interface Walk {
  readonly graph: Graph;
  readonly rows: ReadonlyMap<ESTree.Node, number>;
  readonly names: Names;
  readonly module: Fn;
  readonly functions: Map<ESTree.Node, Fn>;
  readonly methods: Map<string, Fn[]>;
  /** Calls that stop the caller if one of the functions throws. */
  readonly checks: { fns: readonly Fn[] | string; from: readonly Point[]; to: Point }[];
  readonly reads: Map<number, Read>;
  readonly writes: Write[];
  /** Reads by a computed key, with the key in the place of the value; and the rows that list keys. */
  readonly keyed: Write[];
  readonly lists: Set<number>;
  fn: Fn;
  context: Context;
  exits: Exit[];
  targets: Target[];
  update: Update | undefined;
  order: number;
  loop: number;
  /** Where the arguments of calls go that may fail in the enclosing `try`. */
  attempt: Point;
  /** `eval` or `with`: names may mean anything. */
  opaque: boolean;
}

/** Notes a look at a member whose key is computed. */
export function noteKeyed(walk: Walk, node: ESTree.Node, key: Point): void {
  const row = walk.rows.get(node);
  if (row === undefined) return;
  walk.keyed.push({ row, value: key, control: NOWHERE, updates: false, unused: false, ...here(walk) });
}

/** Notes a read if the node is one, and lets its value flow on. */
export function noteRead(
  walk: Walk,
  node: ESTree.Node,
  to: Point,
  purpose: Purpose,
  location: string | undefined,
): void {
  const row = walk.rows.get(node);
  if (row === undefined) return;
  let read = walk.reads.get(row);
  if (read === undefined) {
    read = {
      row,
      source: walk.graph.point(),
      location,
      purpose,
      updates: false,
      members: [],
      ...here(walk),
    };
    walk.reads.set(row, read);
  }
  walk.graph.flow(read.source, to);
  if (location === undefined) return;
  for (let update = walk.update; update !== undefined; update = update.outer) {
    if (update.location === location) update.reads.push(read);
  }
}

export function noteWrite(
  walk: Walk,
  node: ESTree.Node,
  value: Point,
  updates: boolean,
  unused = false,
): void {
  const row = walk.rows.get(node);
  if (row === undefined) return;
  walk.writes.push({ row, value, control: walk.context.all, updates, unused, ...here(walk) });
}

function here(walk: Walk): Place {
  return { fn: walk.fn, order: ++walk.order, loop: walk.loop };
}

/** Whether a run of the function may come to the one place and later to the other. */
export function mayPrecede(one: Place, other: Place): boolean {
  if (one.fn !== other.fn || one.order <= other.order) return true;
  return one.loop !== 0 && one.loop === other.loop;
}

/** Computes the value of a write of that location; answers whether it reads the location in its own turn. */
export function asUpdate(walk: Walk, location: string | undefined, compute: () => void): boolean {
  if (location === undefined) {
    compute();
    return false;
  }
  const update: Update = { location, outer: walk.update, reads: [] };
  walk.update = update;
  compute();
  walk.update = update.outer;
  for (const read of update.reads) read.updates = true;
  return update.reads.length > 0;
}

/** What was read before a pause is no part of an update any more. */
export function interruptUpdates(walk: Walk): void {
  for (let update = walk.update; update !== undefined; update = update.outer) update.reads = [];
}
