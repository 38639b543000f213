// State of async resources that are not promises (sockets, timers, requests): few, long-lived, activated many
// times. It lies on the resource object itself, so it lives exactly as long and no table has to keep it.

import { type enter, switchTask } from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { Stamped } from '../../src/core/stamped.ts';
import { MAIN } from '../../src/core/tasks.ts';
import type { Ticks } from './driver.ts';

/** What is known of a resource. */
class ResourceState {
  creator = 0;
  task: number = MAIN;
  previous = 0;
  type: string;
  origin = 0;

  constructor(type: string) {
    this.type = type;
  }
}

/** A single private field: resources have many shapes, and each field added to one costs a transition. */
class Noted extends Stamped {
  #state: ResourceState;

  constructor(resource: object, state: ResourceState) {
    super(resource);
    this.#state = state;
  }

  static state(resource: object): ResourceState | undefined {
    return #state in resource ? (resource as Noted).#state : undefined;
  }
}

/** Kept in pools and used by many: the task that opened one owns it only as long as it lasts. */
const CONNECTIONS: ReadonlySet<string> = new Set(['TCPWRAP', 'PIPEWRAP', 'TLSWRAP', 'HTTP2SESSION']);

/** The turn in which data came last on a connection that was opened outside any task. */
let brought = 0;

/** Whether a turn began with what a connection brought that was opened outside any task; asked before the next turn. */
export function broughtByConnection(turn: number): boolean {
  return turn !== 0 && turn === brought;
}

/** Ends the names of tasks that begin because the opener of a connection is over. */
export const LATE = ' event';

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
  let state = Noted.state(resource);
  if (state === undefined) {
    state = new ResourceState(type);
    new Noted(resource, state);
  }
  state.type = type;
  state.creator = outside ? 0 : now.turn;
  state.task = outside ? MAIN : now.task;
  state.previous = 0;
  state.origin = state.task === MAIN && !outside ? ticks.origin(type, resource) : 0;
}

/**
 * Begins the turn of an activation.
 * @param begin opens the turn, for a driver that hears of its end or for one that does not
 * @returns false when the resource is not known
 */
export function activateResource(resource: object, begin: typeof enter): boolean {
  const state = Noted.state(resource);
  if (state === undefined) return false;
  const { type } = state;
  let { task } = state;
  if (task === MAIN || ticks.always.has(type)) {
    task = ticks.begin(type, resource, state.origin, task) || task;
  } else if (CONNECTIONS.has(type) && ticks.hasEnded(task)) {
    task = ticks.late(type);
  }
  begin(state.creator, 0, state.previous, task);
  if (task === MAIN && CONNECTIONS.has(type)) brought = now.turn;
  // A carrier knows neither the task that begins here nor one the resource was given to later.
  if (task !== MAIN && now.task !== task) switchTask(task);
  state.previous = now.turn;
  return true;
}

/** Types by the constructors of the resources that live long. */
const TYPES: Readonly<Record<string, string>> = {
  TCP: 'TCPWRAP',
  Pipe: 'PIPEWRAP',
  TLSWrap: 'TLSWRAP',
  Http2Session: 'HTTP2SESSION',
  MessagePort: 'MESSAGEPORT',
  UDP: 'UDPWRAP',
  Timeout: 'Timeout',
  Immediate: 'Immediate',
};

/**
 * As `activateResource`, for one that was made while nobody listened: before every turn that is still remembered, so
 * nothing of what is known came before its making.
 */
export function activateUntold(resource: object, begin: typeof enter): boolean {
  const name: unknown = resource.constructor?.name;
  const type = typeof name === 'string' && Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  noteResource(resource, type ?? '', true);
  return activateResource(resource, begin);
}

export function adoptResource(resource: object, task: number): void {
  const state = Noted.state(resource);
  if (state === undefined) return;
  state.task = task;
  state.previous = now.turn;
}
