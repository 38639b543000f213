// Who hears of tasks that begin and end: the host sets this where somebody may listen.

import type { TaskInfo } from './tasks.ts';

/**
 * What the end of a task is: its response was finished, its connection or stream closed, the promise it returned
 * settled, or its function has returned, after which work it started may go on.
 */
export type TaskEnd = 'response' | 'closed' | 'settled' | 'returned';

export const taskEvents = {
  began: (_task: TaskInfo): void => {},
  ended: (_task: TaskInfo, _by: TaskEnd): void => {},
  /** Whether somebody wants to hear of ends; tasks are run by `whole` then, and directly otherwise: frames count. */
  hearsEnds: (): boolean => false,
  /** Runs `fn`, which is all of the task, in a turn that belongs to it, and tells when it is over. */
  whole: <T>(_task: TaskInfo, fn: () => T): T => fn(),
};
