// What a root needs of the engine: tasks for the work it sees begin, and a way to have values watched. Roots know
// nothing else of the engine, and the engine knows nothing of them.

import { runNested, switchTask } from '../src/core/activations.ts';
import { now } from '../src/core/now.ts';
import { ports } from '../src/core/ports.ts';
import { type TaskEnd, taskEvents } from '../src/core/task-events.ts';
import { createTask, endTask, MAIN, type TaskInfo, taskInfo } from '../src/core/tasks.ts';
import { unwrap } from '../src/membrane/identity.ts';
import { keepStack } from '../src/stacks/capture.ts';
import type { AsyncDriver, Ticks } from './async/driver.ts';
import { adoptResource, LATE } from './async/resources.ts';

/** A type of async resource whose activation is a piece of work of its own. */
export interface TickRule {
  kind(resource: object): string;
  name(resource: object): string;
  /** True: every activation is a task. False: only where the resource was made outside any task. */
  always: boolean;
  /** Told of every task that begins so, before its code runs. */
  begun?(task: number, resource: object): void;
}

export interface RunOptions {
  /** Inside a task: go on in that task instead of starting another. */
  join?: boolean;
  /** Capture number of the stack that started it; the caller's when not given. */
  origin?: number;
  /** The root ends the task; otherwise it ends with `fn`, or with the promise that `fn` returns. */
  open?: boolean;
}

export interface Host {
  /**
   * Starts a task in the running activation: the rest of it, and everything it causes.
   * @param origin capture number of the stack that started it
   * @returns the task's id
   */
  enterTask(kind: string, name: string, origin?: number): number;
  /** Runs `fn` as a task of its own, nested in the running turn. Throws only what `fn` throws. */
  runTask<T>(kind: string, name: string, fn: () => T, options?: RunOptions): T;
  renameTask(id: number, name: string): void;
  endTask(id: number, by: TaskEnd): void;
  /** Gives a resource (a socket's handle) that was made outside of any turn to the running task. */
  adopt(resource: object): void;
  /** The running task; 0 for none. */
  currentTask(): number;
  /** Activations of this resource type are tasks. */
  tickType(type: string, rule: TickRule): void;
  /** Watches a value as a root; returns the watched form. */
  root<T>(value: T, name: string): T;
  /** A fault of ours: logged once, watching is switched off. */
  fault(where: string, error: unknown): void;
  /** Whether option `roots` has this integration. */
  enabled(root: string): boolean;
}

export interface HostParts {
  driver: AsyncDriver;
  root<T>(value: T, name: string): T;
  enabled(root: string): boolean;
  /** An activation begins that is a task of its own, before its code runs. */
  ticked?(task: TaskInfo): void;
}

/** The host, and the rule by which ticks become tasks, for the async driver. */
export function createHost(parts: HostParts): { host: Host; ticks: Ticks } {
  const rules = new Map<string, TickRule>();
  const alwaysTick = new Set<string>();

  /** An activation ends with its callback; what that returns is not seen. */
  const startTick = (kind: string, name: string, stack: number, parent?: number): number => {
    const task = createTask(kind, name, stack, parent);
    parts.ticked?.(task);
    return task.id;
  };

  const host: Host = {
    enterTask(kind, name, origin = 0) {
      const task = createTask(kind, name, origin).id;
      switchTask(task);
      parts.driver.adopt(task);
      return task;
    },
    runTask(kind, name, fn, options) {
      if (options?.join && now.task !== MAIN) return fn();
      let task: TaskInfo;
      let id: number;
      try {
        task = createTask(kind, name, options?.origin ?? ports.capture());
        ({ id } = task);
      } catch (error) {
        ports.fault(kind, error);
        return fn();
      }
      const isWhole = !options?.open && taskEvents.hearsEnds();
      return isWhole ? taskEvents.whole(task, fn) : runNested(id, fn);
    },
    renameTask(id, name) {
      const task = taskInfo(id);
      if (task) task.name = name;
    },
    endTask,
    adopt: (resource) => adoptResource(resource, now.task),
    currentTask: () => now.task,
    tickType(type, rule) {
      rules.set(type, rule);
      if (rule.always) alwaysTick.add(type);
    },
    root: (value, name) => {
      const watched = parts.root(value, name);
      if (unwrap(watched) === unwrap(value)) return watched;
      ports.fault('root', new Error(`something else came back for ${name}`));
      return value;
    },
    fault: (where, error) => ports.fault(where, error),
    enabled: parts.enabled,
  };

  const ticks: Ticks = {
    always: alwaysTick,
    origin(type, resource) {
      const rule = rules.get(type);
      if (rule === undefined) return 0;
      return rule.kind(resource) === 'interval' ? keepStack() : ports.capture();
    },
    hasEnded: (task) => taskInfo(task)?.ended === true,
    late: (type) => startTick('event', `${type}${LATE}`, 0, MAIN),
    begin(type, resource, origin, maker) {
      const rule = rules.get(type);
      if (rule === undefined) return MAIN;
      const task = startTick(rule.kind(resource), rule.name(resource), origin, maker);
      rule.begun?.(task, resource);
      return task;
    },
  };
  return { host, ticks };
}
