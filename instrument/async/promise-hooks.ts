// The driver for Nodes that can leave promises out of async_hooks: promises through V8's own hooks, their state in
// private fields on the promise, everything else through async_hooks.

import { type AsyncHook, createHook, executionAsyncResource } from 'node:async_hooks';
import { promiseHooks } from 'node:v8';
import { enter, leave } from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { ports } from '../../src/core/ports.ts';
import { Stamped } from '../../src/core/stamped.ts';
import { isForgotten, joinTurns, LOST } from '../../src/core/turns.ts';
import type { AsyncDriver } from './driver.ts';
import { activateResource, activateUntold, adoptResource, noteResource } from './resources.ts';
import { isOfSubclass } from './subclass.ts';

const NOT_RUN = 0;
const LOST_MEMBERS = [LOST];

/** Who resolved a promise that was made while nobody listened: nobody, unless there was such a time. */
let untold = 0;

/** A promise's state, as private fields of the promise. */
class PromiseState extends Stamped {
  #creator = now.turn;
  #task = now.task;
  #resolver = 0;
  #ran = NOT_RUN;
  /** The awaited promise, until the reaction has run: a chain must not keep its past alive. */
  #awaited: object | undefined;
  /** Of a combinator's result that is not settled: the reactions to its members. */
  #members: Promise<unknown>[] | undefined = undefined;

  constructor(promise: object, awaited: object | undefined) {
    super(promise);
    this.#awaited = awaited;
  }

  static before(promise: object): void {
    if (!(#creator in promise)) {
      enter(0, untold, 0, 0);
      return;
    }
    const state = promise as PromiseState;
    const awaited = state.#awaited;
    let resolver = 0;
    if (awaited === undefined) resolver = isOfSubclass(promise) ? LOST : 0;
    else if (#creator in awaited) resolver = (awaited as PromiseState).#resolver;
    enter(state.#creator, resolver, state.#ran, state.#task);
    state.#ran = now.turn;
    state.#awaited = undefined;
  }

  static settled(promise: object): void {
    if (!(#creator in promise)) {
      // Whoever awaits it from now on comes after this turn.
      if (untold !== 0) new PromiseState(promise, undefined).#resolver = now.turn;
      return;
    }
    const state = promise as PromiseState;
    // Settled by native code, outside any turn: at least after whoever made it.
    state.#resolver = now.turn || state.#creator;
    if (state.#members !== undefined) PromiseState.join(state);
  }

  static waitFor(result: object, members: Promise<unknown>[]): void {
    if (#creator in result) (result as PromiseState).#members = members;
  }

  private static join(state: PromiseState): void {
    const causes: number[] = [];
    for (const member of state.#members ?? []) {
      const ran = #creator in member ? (member as PromiseState).#ran : NOT_RUN;
      // A reaction that has not run: the combinator was rejected early, and only the rejecting member is ordered.
      if (ran === NOT_RUN) {
        // Or it has, and nobody was told.
        if (isForgotten(state.#creator)) joinTurns(LOST_MEMBERS);
        return;
      }
      causes.push(ran);
    }
    state.#members = undefined;
    joinTurns(causes);
  }
}

/** Promises made while a combinator runs: its result first, then one reaction for each member. */
let collected: Promise<unknown>[] | undefined;

/** What is thrown in a hook ends the process. */
function init(promise: Promise<unknown>, awaited?: Promise<unknown>): void {
  try {
    new PromiseState(promise, awaited);
    if (collected === undefined) return;
    // What wraps a plain value awaits nothing and is no reaction.
    if (collected.length === 0 || awaited !== undefined) collected.push(promise);
  } catch (error) {
    ports.fault('init hook', error);
  }
}

function before(promise: Promise<unknown>): void {
  try {
    PromiseState.before(promise);
  } catch (error) {
    ports.fault('before hook', error);
  }
}

function after(): void {
  try {
    leave();
  } catch (error) {
    ports.fault('after hook', error);
  }
}

function settled(promise: Promise<unknown>): void {
  try {
    PromiseState.settled(promise);
  } catch (error) {
    ports.fault('promise hook', error);
  }
}

function noteOther(_id: number, type: string, _trigger: number, resource: object): void {
  try {
    noteResource(resource, type, false);
  } catch (error) {
    ports.fault('init hook', error);
  }
}

function beforeOther(): void {
  try {
    const resource = executionAsyncResource();
    if (activateResource(resource, enter)) return;
    if (untold === 0 || !activateUntold(resource, enter)) enter(0, 0, 0, 0);
  } catch (error) {
    ports.fault('before hook', error);
  }
}

function runJoining<T extends Promise<unknown>>(call: () => T): T {
  const outer = collected;
  collected = [];
  try {
    return call();
  } finally {
    const [result, ...members] = collected;
    collected = outer;
    if (result !== undefined && members.length > 0) PromiseState.waitFor(result, members);
  }
}

let hook: AsyncHook | undefined;
let stopPromises: (() => void) | undefined;

export const promiseHooksDriver: AsyncDriver = {
  name: 'promise_hooks',
  tables: 0,
  start() {
    hook ??= createHook({
      init: noteOther,
      before: beforeOther,
      after,
      trackPromises: false,
    } as Parameters<typeof createHook>[0]);
    hook.enable();
    stopPromises ??= promiseHooks.createHook({ init, before, after, settled }) as () => void;
  },
  stop() {
    hook?.disable();
    stopPromises?.();
    stopPromises = undefined;
    untold = LOST;
  },
  adopt(task) {
    adoptResource(executionAsyncResource(), task);
  },
  joining: runJoining,
};
