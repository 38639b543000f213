// What is put into objects that others may hold, and read back by the same outermost function. Such a way cannot be
// followed object by object; it only takes away certainty, by name of the key.

import { NOWHERE, type Point } from './graph.ts';
import type { Fn, Walk } from './walk.ts';

const INDEX = /^\d+$/;

interface Fields {
  readonly named: Map<string, Point>;
  /** Everything put under a name; everything put under a computed key; everything put in by methods. */
  readonly any: Point;
  readonly computed: Point;
  readonly items: Point;
}

const tables = new WeakMap<Fn, Fields>();

function fieldsOf(walk: Walk): Fields {
  let fn = walk.fn;
  while (fn.parent !== undefined && fn.parent !== walk.module) fn = fn.parent;
  let fields = tables.get(fn);
  if (fields === undefined) {
    const { graph } = walk;
    fields = { named: new Map(), any: graph.point(), computed: graph.point(), items: graph.point() };
    tables.set(fn, fields);
  }
  return fields;
}

function named(walk: Walk, { named }: Fields, key: string): Point {
  let point = named.get(key);
  if (point === undefined) {
    point = walk.graph.point();
    named.set(key, point);
  }
  return point;
}

export function putField(
  walk: Walk,
  key: string | undefined,
  from: Point,
  location: string | undefined,
): void {
  const fields = fieldsOf(walk);
  walk.graph.mayFlow(from, fields.any, location);
  walk.graph.mayFlow(from, key === undefined ? fields.computed : named(walk, fields, key), location);
}

export function putItem(walk: Walk, from: Point, location: string | undefined): void {
  walk.graph.mayFlow(from, fieldsOf(walk).items, location);
}

export function takeField(walk: Walk, key: string | undefined, to: Point): void {
  if (to === NOWHERE) return;
  // That a computed key happens to be this name is left out of account.
  if (key !== undefined && !INDEX.test(key)) walk.graph.mayFlow(named(walk, fieldsOf(walk), key), to);
  else takeAll(walk, to);
}

/** Reads by iteration, by a method, by a computed key. */
export function takeAll(walk: Walk, to: Point): void {
  if (to === NOWHERE) return;
  const fields = fieldsOf(walk);
  for (const from of [fields.any, fields.computed, fields.items]) walk.graph.mayFlow(from, to);
}
