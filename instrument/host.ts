// What a root needs of the engine: tasks for the work it sees begin, and a way to have values watched. Roots know
// nothing else of the engine, and the engine knows nothing of them.

import { runNested, switchTask } from '../src/core/activations.ts';
import { now } from '../src/core/now.ts';
import { ports } from '../src/core/ports.ts';
import { createTask, MAIN, taskInfo } from '../src/core/tasks.ts';
import { keepStack } from '../src/stacks/capture.ts';
import type { AsyncDriver, Ticks } from './async/driver.ts';
import { adoptResource } from './async/resources.ts';

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
}

export interface Host {
  /**
   * Starts a task in the running activation: the rest of it, and everything it causes.
   * @param origin capture number of the stack that started it
   * @returns the task's id
   */
  enterTask(kind: string, name: string, origin?: number): number;
  /** Runs `fn` as a task of its own, nested in the running turn. */
  runTask<T>(kind: string, name: string, fn: () => T, options?: RunOptions): T;
  renameTask(id: number, name: string): void;
  endTask(id: number): void;
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
}

/** The host, and the rule by which ticks become tasks, for the async driver. */
export function createHost(parts: HostParts): { host: Host; ticks: Ticks } {
  const rules = new Map<string, TickRule>();
  const alwaysTick = new Set<string>();

  const start = (kind: string, name: string, stack: number, parent?: number): number => {
    return createTask(kind, name, stack, parent).id;
  };

  const host: Host = {
    enterTask(kind, name, origin = 0) {
      const task = start(kind, name, origin);
      switchTask(task);
      parts.driver.adopt(task);
      return task;
    },
    runTask(kind, name, fn, options) {
      if (options?.join && now.task !== MAIN) return fn();
      return runNested(start(kind, name, options?.origin ?? ports.capture()), fn);
    },
    renameTask(id, name) {
      const task = taskInfo(id);
      if (task) task.name = name;
    },
    endTask(id) {
      const task = taskInfo(id);
      if (task) task.ended = true;
    },
    adopt: (resource) => adoptResource(resource, now.task),
    currentTask: () => now.task,
    tickType(type, rule) {
      rules.set(type, rule);
      if (rule.always) alwaysTick.add(type);
    },
    root: parts.root,
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
    late: (type) => start('event', `${type} event`, 0, MAIN),
    begin(type, resource, origin, maker) {
      const rule = rules.get(type);
      if (rule === undefined) return MAIN;
      const task = start(rule.kind(resource), rule.name(resource), origin, maker);
      rule.begun?.(task, resource);
      return task;
    },
  };
  return { host, ticks };
}
