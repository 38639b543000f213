// The tasks of tests that have ended, and the file each belonged to: their late work must be held against nobody else.

import { lineOf } from '../core/tasks.ts';
import type { Scope } from './scope.ts';

/** Beyond, the oldest is forgotten. */
const MOST_ENDED = 4096;

export class EndedTasks {
  private readonly files = new Map<number, Scope | undefined>();

  add(task: number, file: Scope | undefined): void {
    if (this.files.size >= MOST_ENDED) {
      const [oldest] = this.files.keys();
      if (oldest !== undefined) this.files.delete(oldest);
    }
    this.files.set(task, file);
  }

  /** Whether the task, or one that it descends from, was that of a test; and the file of that test, if it had one. */
  find(task: number): { readonly file: Scope | undefined } | undefined {
    for (const each of lineOf(task)) if (this.files.has(each)) return { file: this.files.get(each) };
    return undefined;
  }
}
