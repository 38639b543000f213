// What can be known of each access before the program runs: what a read serves for, and which reads of its function
// a write depends on. How far this goes: docs/how-it-works/static-knowledge.md.

import type * as ESTree from 'estree';
import type { SiteRole } from '../../../src/sites/model.ts';
import type { Scopes } from '../scopes/model.ts';
import { newFn, prepareFunctions } from './functions.ts';
import { Graph, NOWHERE, type Point } from './graph.ts';
import { traceKeys } from './key-lists.ts';
import { around, isKin } from './kin.ts';
import { isTest, Names } from './names.ts';
import { Reach } from './reach.ts';
import { statements } from './statements.ts';
import { type Fn, mayPrecede, type Read, type Walk, type Write } from './walk.ts';

export interface SiteFacts {
  role: SiteRole;
  reads?: number[];
  guards?: number[];
  closed?: boolean;
  unused?: boolean;
  listed?: number[];
  opened?: boolean;
  rechecked?: boolean;
}

/** Rows listed at one write; it is not closed if there are more. */
const MOST_LISTED = 64;

/**
 * @param rows the row number of each instrumented node
 * @returns the facts of every row
 */
export function analyse(
  program: ESTree.Program,
  scopes: Scopes,
  rows: ReadonlyMap<ESTree.Node, number>,
): Map<number, SiteFacts> {
  const facts = new Map<number, SiteFacts>();
  for (const row of rows.values()) facts.set(row, { role: 'use' });
  const walk = newWalk(scopes, rows);
  try {
    prepareFunctions(walk, scopes);
    statements(walk, program.body);
  } catch (error) {
    // Nested deeper than the call stack: nothing is claimed about this module.
    if (error instanceof RangeError) return facts;
    throw error;
  }
  join(walk);
  for (const read of walk.reads.values()) facts.set(read.row, { role: roleOf(read) });
  for (const write of walk.writes) facts.set(write.row, { role: write.updates ? 'update' : 'write' });
  depend(walk, facts);
  if (walk.lists.size > 0) traceKeys(walk, facts);
  return facts;
}

function newWalk(scopes: Scopes, rows: ReadonlyMap<ESTree.Node, number>): Walk {
  const graph = new Graph();
  const module = newFn(graph, undefined);
  return {
    graph,
    rows,
    names: new Names(graph, scopes),
    module,
    functions: new Map(),
    methods: new Map(),
    checks: [],
    reads: new Map(),
    writes: [],
    keyed: [],
    lists: new Set(),
    fn: module,
    context: module.entry,
    exits: [],
    targets: [],
    update: undefined,
    order: 0,
    loop: 0,
    attempt: NOWHERE,
    opaque: false,
  };
}

function roleOf({ purpose, updates }: Read): SiteRole {
  if (updates) return 'update';
  return isTest(purpose) ? 'test' : 'use';
}

/** The edges that need the whole module to be known. */
function join(walk: Walk): void {
  const { graph } = walk;
  for (const { fns, from, to } of walk.checks) {
    const called = typeof fns === 'string' ? (walk.methods.get(fns) ?? []) : fns;
    const isKnown = typeof fns !== 'string' && fns.length === 0;
    if (isKnown || called.some((fn) => fn.throws)) for (const point of from) graph.flow(point, to);
  }
  for (const local of walk.names.all()) {
    const isLocal = local.scopeNode !== undefined && walk.functions.has(local.scopeNode);
    if (local.isFresh && !local.isChangedElsewhere) {
      graph.flow(local.changes, local.inside);
      graph.flow(local.fillings, local.inside);
    } else if (isLocal) {
      graph.mayFlow(local.fillings, local.inside);
    }
  }
  for (const fn of walk.functions.values()) {
    if (fn.parent !== undefined) graph.flow(fn.outgoing, fn.parent.outgoing);
    if (!fn.stored) continue;
    for (let outer = fn.parent; outer !== undefined && outer !== walk.module; outer = outer.parent) {
      graph.mayFlow(outer.outgoing, fn.input);
    }
  }
}

interface Listing {
  readonly write: Write;
  readonly reads: number[];
  readonly guards: number[];
  closed: boolean;
}

/** Sends every read through the graph and notes at which writes it arrives. */
function depend(walk: Walk, facts: Map<number, SiteFacts>): void {
  const listings = walk.writes.map((write): Listing => {
    return { write, reads: [], guards: [], closed: !walk.opaque };
  });
  const values = arrivals(listings, ({ value }) => value);
  const controls = arrivals(listings, ({ control }) => control);
  const reach = new Reach(walk.graph, walk.reads.size);
  const endless = new Set<Fn>();
  for (const read of walk.reads.values()) {
    const { row, source, location, fn } = read;
    const arrive = (listing: Listing, list: number[], firmly: boolean): void => {
      if (row === listing.write.row || !isKin(fn, listing.write.fn)) return;
      if (!mayPrecede(read, listing.write)) return;
      if (firmly && list.length < MOST_LISTED) list.push(row);
      else if (claims(walk, fn, listing) && !isListed(listing, row)) listing.closed = false;
    };
    const isWithin = reach.from(source, location, (point, firmly) => {
      for (const listing of values.get(point) ?? []) arrive(listing, listing.reads, firmly);
      for (const listing of controls.get(point) ?? []) arrive(listing, listing.guards, firmly);
    });
    if (!isWithin) endless.add(fn);
  }
  for (const listing of listings) {
    if (around(listing.write.fn).some((fn) => endless.has(fn) && claims(walk, fn, listing))) {
      listing.closed = false;
    }
    describe(listing, facts);
  }
}

function describe({ write, reads, guards, closed }: Listing, facts: Map<number, SiteFacts>): void {
  const known = facts.get(write.row);
  if (known === undefined) return;
  if (reads.length > 0) known.reads = reads.sort((a, b) => a - b);
  if (guards.length > 0) known.guards = guards.sort((a, b) => a - b);
  if (closed) known.closed = true;
  if (write.unused) known.unused = true;
}

function arrivals(listings: readonly Listing[], pointOf: (write: Write) => Point): Map<Point, Listing[]> {
  const map = new Map<Point, Listing[]>();
  for (const listing of listings) {
    const point = pointOf(listing.write);
    const list = map.get(point);
    if (list === undefined) map.set(point, [listing]);
    else list.push(listing);
  }
  return map;
}

function isListed({ reads, guards }: Listing, row: number): boolean {
  return reads.at(-1) === row || guards.at(-1) === row;
}

/** Whether `closed` says something about reads of that function: not about those of the module or of a callback. */
function claims(walk: Walk, fn: Fn, { write }: Listing): boolean {
  return fn === write.fn || (fn !== walk.module && around(write.fn).includes(fn));
}
