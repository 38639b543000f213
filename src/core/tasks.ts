// The tasks: who owns turns. A fixed ring of small records, names only.

import { limits } from './limits.ts';
import { now } from './now.ts';
import { type TaskEnd, taskEvents } from './task-events.ts';

export interface TaskInfo {
  readonly id: number;
  /** Such as `http`, `interval`, `message`, `task`. */
  readonly kind: string;
  name: string;
  /** Capture number of the stack that started it; 0 when there is none. */
  readonly origin: number;
  /** The task that started it. */
  readonly parent: number;
  ended: boolean;
}

/** The task of the main script and of what it starts before anything else is known. */
export const MAIN = 0;

const ring: (TaskInfo | undefined)[] = [];
let last = MAIN;

/** @param parent the task that starts it, where that is not the running one */
export function createTask(kind: string, name: string, origin: number, parent: number = now.task): TaskInfo {
  const id = ++last;
  const info: TaskInfo = { id, kind, name, origin, parent, ended: false };
  ring[id % limits.tasks] = info;
  taskEvents.began(info);
  return info;
}

/** What the task's connections bring from now on belongs to somebody else. */
export function endTask(id: number, by: TaskEnd): void {
  const info = taskInfo(id);
  if (info === undefined || info.ended) return;
  info.ended = true;
  taskEvents.ended(info, by);
}

/** What is still known of a task. */
export function taskInfo(id: number): TaskInfo | undefined {
  const info = ring[id % limits.tasks];
  return info?.id === id ? info : undefined;
}

/** A task, the one that started it, and so on, as far as is remembered. */
export function* lineOf(id: number): Generator<number> {
  // Parents are older than their children, so the walk ends.
  for (let task = id; task !== MAIN; task = taskInfo(task)?.parent ?? MAIN) yield task;
}

export function taskCount(): number {
  return last;
}
