// The tasks: who owns turns. A fixed ring of small records, names only.

import { limits } from './limits.ts';

export interface TaskInfo {
  readonly id: number;
  /** Such as `http`, `interval`, `message`, `task`. */
  readonly kind: string;
  name: string;
  /** Capture number of the stack that started it; 0 when there is none. */
  readonly origin: number;
  ended: boolean;
}

/** The task of the main script and of what it starts before anything else is known. */
export const MAIN = 0;

const ring: (TaskInfo | undefined)[] = [];
let last = MAIN;

export function createTask(kind: string, name: string, origin: number): TaskInfo {
  const id = ++last;
  const info: TaskInfo = { id, kind, name, origin, ended: false };
  ring[id % limits.tasks] = info;
  return info;
}

/** What is still known of a task. */
export function taskInfo(id: number): TaskInfo | undefined {
  const info = ring[id % limits.tasks];
  return info?.id === id ? info : undefined;
}

export function taskCount(): number {
  return last;
}
