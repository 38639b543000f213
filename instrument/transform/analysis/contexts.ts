// Control: which conditions decide that a stretch of code runs, counting the places before it that may leave.

import type { Graph, Point } from './graph.ts';
import type { Local } from './names.ts';
import type { Context, Exit, Target, Walk } from './walk.ts';

/** Conditions between a declaration and an assignment that are looked at one by one. */
const MOST_STEPS = 32;

export function newContext(graph: Graph, parent?: Context, afterExit = false): Context {
  const context = { own: graph.point(), all: graph.point(), parent, afterExit };
  graph.flow(context.own, context.all);
  if (parent !== undefined) graph.flow(parent.all, context.all);
  return context;
}

/** From here on, code runs only if the condition holds. */
export function enter(walk: Walk, condition: Point, afterExit = false): Context {
  walk.context = newContext(walk.graph, walk.context, afterExit);
  walk.graph.flow(condition, walk.context.own);
  return walk.context;
}

/** Walks a branch under a condition. What leaves early inside it decides about what comes after it. */
export function branch(walk: Walk, condition: Point, body: () => void): void {
  const before = walk.context;
  const start = walk.exits.length;
  enter(walk, condition);
  body();
  walk.context = before;
  settleExits(walk, start);
}

/** The code from here on runs only if none of the exits since `start` was taken. */
export function settleExits(walk: Walk, start: number): void {
  const taken = walk.exits.splice(start);
  if (taken.length === 0) return;
  const condition = walk.graph.point();
  const merged = new Map<Target | undefined, Map<boolean, Exit>>();
  for (const { target, again, from } of taken) {
    walk.graph.flow(from, condition);
    const kinds = merged.get(target) ?? new Map<boolean, Exit>();
    merged.set(target, kinds);
    let exit = kinds.get(again);
    if (exit === undefined) {
      exit = { target, again, from: walk.graph.point() };
      kinds.set(again, exit);
    }
    walk.graph.flow(from, exit.from);
  }
  for (const kinds of merged.values()) walk.exits.push(...kinds.values());
  enter(
    walk,
    condition,
    taken.every(({ target }) => target === undefined),
  );
}

/** Takes out the exits since `start` that lead to the end of this statement, or to its next round. */
export function takeExits(walk: Walk, start: number, target: Target, again: boolean): Exit[] {
  const taken: Exit[] = [];
  const kept: Exit[] = [];
  for (const exit of walk.exits.splice(start)) {
    (exit.target === target && exit.again === again ? taken : kept).push(exit);
  }
  walk.exits.push(...kept);
  return taken;
}

/** Here the function may be left, as by an error, depending on what flows into the point. */
export function mayLeave(walk: Walk, from: Point): void {
  walk.exits.push({ target: undefined, again: false, from });
  enter(walk, from, true);
}

/** A variable takes a value here, so it also depends on the conditions between its declaration and here. */
export function assign(walk: Walk, local: Local, from: Point): void {
  const { graph } = walk;
  graph.flow(from, local.point, local.location);
  let context: Context | undefined = walk.context;
  for (let steps = 0; context !== undefined && context !== local.home; context = context.parent) {
    if (context === walk.fn.entry) break;
    if (++steps > MOST_STEPS) {
      graph.flow(context.all, local.point);
      return;
    }
    if (context.afterExit) graph.mayFlow(context.own, local.point);
    else graph.flow(context.own, local.point);
  }
  const declaredIn = local.scopeNode && walk.functions.get(local.scopeNode);
  if (declaredIn !== undefined && declaredIn !== walk.fn) graph.flow(walk.fn.entry.all, local.point);
}
