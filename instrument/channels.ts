// What is told on diagnostics channels: races, tasks that begin and end, statistics. Nothing is made or measured
// while nobody listens, and what a subscriber does wrong is its own affair.

import { type Channel, channel } from 'node:diagnostics_channel';
import { isPromise } from 'node:util/types';
import { runNested } from '../src/core/activations.ts';
import { ports } from '../src/core/ports.ts';
import { muted } from '../src/core/record.ts';
import { type TaskEnd, taskEvents } from '../src/core/task-events.ts';
import type { TaskInfo } from '../src/core/tasks.ts';
import type { Session } from '../src/session.ts';
import { whenSettled } from './async/settlement.ts';

/** What `racewatch:task:start` tells, and `racewatch:task:end` with `by`. */
interface TaskMessage {
  /** As in reports. */
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  /** The task that started it; 0 for none. */
  readonly parent: number;
  readonly by?: TaskEnd;
}

/** When the host has to call. */
export interface ChannelTimes {
  /** Every few seconds: publishes the statistics. */
  readonly tick: () => void;
  /** An activation begins that is a task of its own. */
  readonly ticked: (task: TaskInfo) => void;
}

/** Kept from before the application runs: globals can be replaced. */
const clone = structuredClone;
const microtask = queueMicrotask;

/**
 * Tells of this session on `racewatch:race`, `racewatch:task:start`, `racewatch:task:end` and `racewatch:stats`.
 * @param say is told of the first subscriber that throws
 */
export function installChannels(session: Session, say: (line: string) => void): ChannelTimes {
  const open = guardedChannels(say);
  const races = open('racewatch:race');
  const starts = open('racewatch:task:start');
  const ends = open('racewatch:task:end');
  const stats = open('racewatch:stats');

  session.onRace((race) => {
    if (races.hasSubscribers) tell(races, clone(race));
  });
  taskEvents.began = (task) => {
    if (starts.hasSubscribers) tell(starts, messageOf(task));
  };
  const ended = (task: TaskInfo, by: TaskEnd) => {
    if (ends.hasSubscribers) tell(ends, { ...messageOf(task), by });
  };
  taskEvents.ended = ended;
  taskEvents.hearsEnds = () => ends.hasSubscribers;
  taskEvents.whole = (task, fn) => toItsEnd(task, fn, ended);
  return {
    tick: () => {
      if (stats.hasSubscribers) tell(stats, session.stats());
    },
    // Microtasks run when the callback has returned.
    ticked: (task) => {
      if (ends.hasSubscribers) microtask(() => ended(task, 'returned'));
    },
  };
}

function tell(to: Channel, message: object): void {
  muted(() => to.publish(message));
}

function messageOf({ id, kind, name, parent }: TaskInfo): TaskMessage {
  return { id, kind, name, parent };
}

function toItsEnd<T>(task: TaskInfo, fn: () => T, ended: (task: TaskInfo, by: TaskEnd) => void): T {
  let result: T | undefined;
  try {
    result = runNested(task.id, fn);
    return result;
  } finally {
    try {
      if (isPromise(result)) whenSettled(result, () => ended(task, 'settled'));
      else ended(task, 'returned');
    } catch (error) {
      ports.fault('channels', error);
    }
  }
}

type Subscriber = Parameters<Channel['subscribe']>[0];

/** Node makes an uncaught exception of what a subscriber throws; on our channels it is said once and goes no further. */
function guardedChannels(say: (line: string) => void): (name: string) => Channel {
  let said = false;
  const guards = new WeakMap<Subscriber, Subscriber>();
  const isGuard = new WeakSet<Subscriber>();
  const guardOf = (subscriber: Subscriber): Subscriber => {
    if (typeof subscriber !== 'function' || isGuard.has(subscriber)) return subscriber;
    const guard: Subscriber =
      guards.get(subscriber) ??
      ((message, name) => {
        try {
          subscriber(message, name);
        } catch (error) {
          if (said) return;
          said = true;
          say(
            `a subscriber of ${String(name)} threw, which is ignored: ${error instanceof Error ? error.message : String(error)}`,
          );
        }
      });
    guards.set(subscriber, guard);
    isGuard.add(guard);
    return guard;
  };
  return (name) => {
    const made = channel(name);
    // Which methods a channel has depends on whether it has subscribers: they are looked up at each call.
    const inherited = (): Channel => Object.getPrototypeOf(made) as Channel;
    const own = {
      subscribe: (subscriber: Subscriber) => inherited().subscribe.call(made, guardOf(subscriber)),
      unsubscribe: (subscriber: Subscriber) => inherited().unsubscribe.call(made, guardOf(subscriber)),
    };
    for (const [method, value] of Object.entries(own)) {
      Object.defineProperty(made, method, { value, writable: true, configurable: true });
    }
    return made;
  };
}
