// State of async resources that are not promises (sockets, timers, requests): few, long-lived, activated many
// times. It lies on the resource object itself, so it lives exactly as long and no table has to keep it.

import { type enter, switchTask } from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { Stamped } from '../../src/core/stamped.ts';
import { MAIN } from '../../src/core/tasks.ts';
import type { Ticks } from './driver.ts';

/** What is known of a resource. */
class ResourceState extends Stamped {
  #creator = 0;
  #task: number = MAIN;
  #previous = 0;
  #type: string;
  #origin = 0;

  constructor(resource: object, type: string, outside: boolean) {
    super(resource);
    this.#type = type;
    ResourceState.begin(this, outside);
  }

  static activate(resource: object, begin: typeof enter): boolean {
    if (!(#type in resource)) return false;
    const state = resource as ResourceState;
    let task = state.#task;
    if (task === MAIN || ticks.always.has(state.#type)) {
      task = ticks.begin(state.#type, resource, state.#origin) || task;
    } else if (CONNECTIONS.has(state.#type) && ticks.hasEnded(task)) {
      task = ticks.late(state.#type);
    }
    begin(state.#creator, 0, state.#previous, task);
    // A carrier knows neither the task that begins here nor one the resource was given to later.
    if (task !== MAIN && now.task !== task) switchTask(task);
    state.#previous = now.turn;
    return true;
  }

  static adopt(resource: object, task: number): void {
    if (!(#type in resource)) return;
    const state = resource as ResourceState;
    state.#task = task;
    state.#previous = now.turn;
  }

  static restart(resource: object, type: string, outside: boolean): boolean {
    if (!(#type in resource)) return false;
    const state = resource as ResourceState;
    state.#type = type;
    ResourceState.begin(state, outside);
    return true;
  }

  private static begin(state: ResourceState, outside: boolean): void {
    state.#creator = outside ? 0 : now.turn;
    state.#task = outside ? MAIN : now.task;
    state.#previous = 0;
    state.#origin = state.#task === MAIN && !outside ? ticks.origin(state.#type, state) : 0;
  }
}

/** Kept in pools and used by many: the task that opened one owns it only as long as it lasts. */
const CONNECTIONS: ReadonlySet<string> = new Set(['TCPWRAP', 'PIPEWRAP', 'TLSWRAP', 'HTTP2SESSION']);

let ticks: Ticks = {
  always: new Set(),
  origin: () => 0,
  hasEnded: () => false,
  late: () => MAIN,
  begin: () => MAIN,
};

/** Sets which activations are tasks. */
export function onTick(rules: Ticks): void {
  ticks = rules;
}

/**
 * Notes a resource at its initialisation; one that is used again (HTTP parsers) starts afresh.
 * @param outside made by the host itself, as an accepted socket is: the turn that ran last has nothing to do with it
 */
export function noteResource(resource: object, type: string, outside: boolean): void {
  if (!ResourceState.restart(resource, type, outside)) new ResourceState(resource, type, outside);
}

/**
 * Begins the turn of an activation.
 * @param begin opens the turn, for a driver that hears of its end or for one that does not
 * @returns false when the resource is not known
 */
export function activateResource(resource: object, begin: typeof enter): boolean {
  return ResourceState.activate(resource, begin);
}

export function adoptResource(resource: object, task: number): void {
  ResourceState.adopt(resource, task);
}
