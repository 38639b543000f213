// The driver for every Node: async_hooks, the state of promises in ring tables addressed by async id. Ids that
// were overwritten are found out by the id stored beside them and count as lost. Of the hooks only `init` and
// `before` are used: `destroy` triples the cost of an await, `after` and `promiseResolve` add half again.

import {
  type AsyncHook,
  AsyncResource,
  createHook,
  executionAsyncId,
  executionAsyncResource,
} from 'node:async_hooks';
import { isPromise } from 'node:util/types';
import { promiseHooks } from 'node:v8';
import { beginScope, endScope, enterUntold } from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { ports } from '../../src/core/ports.ts';
import { isForgotten, joinTurns, LOST } from '../../src/core/turns.ts';
import type { AsyncDriver } from './driver.ts';
import { activateResource, activateUntold, adoptResource, noteResource } from './resources.ts';
import { isOfSubclass } from './subclass.ts';

const SIZE = 1 << 19;
const MASK = SIZE - 1;

/** Per async id: the id, the turn that created it (that ran it, once it ran), its task, the awaited promise's id. */
const STRIDE = 4;
const table = new Int32Array(SIZE * STRIDE);
/** Per promise: its id and the turn that resolved it last. */
const resolved = new Int32Array(SIZE * 2);

const NOT_A_PROMISE = -1;
const HAS_RUN = -2;
const AWAITED_UNKNOWN = -3;

const JOINS = 4096;
const LOST_MEMBERS = [LOST];
/** A combinator's call: the ids made during it, and the resource that ran it. */
interface Join {
  first: number;
  last: number;
  caller: number;
}

/** Results of combinators that are not settled yet. */
const joining = new Map<number, Join>();
let lastId = 0;

/** What is thrown in a hook ends the process. */
function init(id: number, type: string, trigger: number, resource: object): void {
  try {
    note(id, type, trigger, resource);
  } catch (error) {
    ports.fault('init hook', error);
  }
}

function note(id: number, type: string, trigger: number, resource: object): void {
  const at = (id & MASK) * STRIDE;
  table[at] = id;
  table[at + 1] = now.turn;
  table[at + 2] = now.task;
  lastId = id;
  if (type === 'PROMISE') {
    table[at + 3] = isOfSubclass(resource) ? AWAITED_UNKNOWN : trigger & 0x3fffffff;
    return;
  }
  table[at + 3] = NOT_A_PROMISE;
  if (type !== 'TickObject') noteResource(resource, type, executionAsyncId() === 0);
}

function before(id: number): void {
  try {
    begin(id);
  } catch (error) {
    ports.fault('before hook', error);
  }
}

function begin(id: number): void {
  const at = (id & MASK) * STRIDE;
  const awaited = table[at + 3] as number;
  if (table[at] !== (id | 0) || awaited < 0) {
    beforeOther(id, at);
    return;
  }
  enterUntold(table[at + 1] as number, resolverOf(awaited), 0, table[at + 2] as number);
  table[at + 1] = now.turn;
  table[at + 3] = HAS_RUN;
}

function resolverOf(promise: number): number {
  const at = (promise & MASK) * 2;
  const stored = resolved[at] as number;
  if (stored === promise) return resolved[at + 1] as number;
  // A younger promise took the place: whether this one was resolved is no longer known.
  return stored > promise ? LOST : 0;
}

/** Anything but the one activation of a promise's reaction whose record is at hand. */
function beforeOther(id: number, at: number): void {
  const resource = executionAsyncResource();
  if (table[at + 3] !== AWAITED_UNKNOWN && activateResource(resource, enterUntold)) return;
  if (hasStopped && table[at] !== (id | 0) && !isPromise(resource) && activateUntold(resource, enterUntold)) {
    return;
  }
  const task = table[at + 2] as number;
  if (table[at] !== (id | 0)) enterUntold(LOST, LOST, 0, 0);
  else if (table[at + 3] === HAS_RUN) enterUntold(0, 0, table[at + 1] as number, task);
  else enterUntold(table[at + 1] as number, table[at + 3] === AWAITED_UNKNOWN ? LOST : 0, 0, task);
}

/** The symbol under which Node keeps a promise's async id on it; learnt from the first promise. */
let idSymbol: symbol | undefined;

function settled(promised: Promise<unknown>): void {
  try {
    noteSettled(promised);
  } catch (error) {
    ports.fault('promise hook', error);
  }
}

function noteSettled(promised: Promise<unknown>): void {
  idSymbol ??= Object.getOwnPropertySymbols(promised).find(
    (symbol) => symbol.description === 'async_id_symbol',
  );
  if (idSymbol === undefined) return;
  const id = (promised as unknown as Record<symbol, number | undefined>)[idSymbol];
  if (id === undefined) return;
  const promise = id & 0x3fffffff;
  const at = (id & MASK) * 2;
  resolved[at] = promise;
  resolved[at + 1] = now.turn;
  if (joining.size !== 0) settleJoin(id);
}

function settleJoin(id: number): void {
  const join = joining.get(id);
  if (join === undefined) return;
  joining.delete(id);
  const causes: number[] = [];
  for (let member = join.first; member <= join.last; member++) {
    const at = (member & MASK) * STRIDE;
    const state = table[at + 3] as number;
    if (table[at] !== (member | 0) || state === NOT_A_PROMISE || member === id) continue;
    // Wraps a plain value: made by the caller, awaited through another promise, never run itself.
    if (state === join.caller) continue;
    // A reaction that has not run: the combinator was rejected early, and only the rejecting member is ordered.
    if (state !== HAS_RUN) {
      // Or it has, and nobody was told.
      if (isForgotten(table[(join.first & MASK) * STRIDE + 1] as number)) joinTurns(LOST_MEMBERS);
      return;
    }
    causes.push(table[at + 1] as number);
  }
  joinTurns(causes);
}

function runJoining<T extends Promise<unknown>>(call: () => T): T {
  const first = lastId + 1;
  const caller = executionAsyncId() & 0x3fffffff;
  const result = call();
  if (joining.size >= JOINS) joining.delete(joining.keys().next().value as number);
  if (lastId >= first) joining.set(first, { first, last: lastId, caller });
  return result;
}

/** Without an `after` hook, code that runs another resource's scope has to say when it has the floor again. */
function wrapScopes(): () => void {
  const { prototype } = AsyncResource;
  const original = prototype.runInAsyncScope;
  const wrapped = {
    runInAsyncScope(this: AsyncResource, ...args: Parameters<typeof original>) {
      // On an empty stack, as for queueMicrotask, nobody is waiting to go on.
      if (executionAsyncId() === 0) return original.apply(this, args);
      beginScope();
      try {
        return original.apply(this, args);
      } finally {
        endScope();
      }
    },
  }.runInAsyncScope as typeof original;
  Object.defineProperty(wrapped, 'length', { value: original.length });
  prototype.runInAsyncScope = wrapped;
  return () => {
    if (prototype.runInAsyncScope === wrapped) prototype.runInAsyncScope = original;
  };
}

let hook: AsyncHook | undefined;
/** There was a time when nobody listened: resources may be met that nobody was told of. */
let hasStopped = false;
let undo: (() => void)[] = [];

export const hooksDriver: AsyncDriver = {
  name: 'async_hooks',
  tables: table.byteLength + resolved.byteLength,
  start() {
    hook ??= createHook({ init, before });
    hook.enable();
    undo = [promiseHooks.onSettled(settled) as () => void, wrapScopes()];
  },
  stop() {
    hasStopped = true;
    hook?.disable();
    for (const take of undo) take();
    undo = [];
  },
  adopt(task) {
    adoptResource(executionAsyncResource(), task);
  },
  joining: runJoining,
};
