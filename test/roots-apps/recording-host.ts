// A host that remembers what the roots did. Tasks are followed for the length of a synchronous call only.

import type { Host } from '../../instrument/host.ts';
import { rootPath } from '../../src/core/path.ts';
import { watch } from '../../src/membrane/watch.ts';

export class RecordingHost implements Host {
  readonly watched: string[] = [];
  readonly started: string[] = [];
  readonly joined: string[] = [];
  readonly faults: unknown[] = [];
  private current = 0;
  private last = 0;

  enterTask(kind: string, name: string): number {
    this.started.push(`${kind} ${name}`);
    this.current = ++this.last;
    return this.current;
  }

  runTask<T>(kind: string, name: string, fn: () => T, options?: { join?: boolean }): T {
    if (options?.join && this.current !== 0) {
      this.joined.push(`${kind} ${name}`);
      return fn();
    }
    const before = this.current;
    this.enterTask(kind, name);
    try {
      return fn();
    } finally {
      this.current = before;
    }
  }

  renameTask(): void {}

  endTask(): void {
    this.current = 0;
  }

  adopt(): void {}

  tickType(): void {}

  currentTask(): number {
    return this.current;
  }

  root<T>(value: T, name: string): T {
    this.watched.push(name);
    return watch(value, rootPath(name));
  }

  fault(where: string, error: unknown): void {
    this.faults.push(new Error(where, { cause: error }));
  }

  enabled(): boolean {
    return true;
  }

  /** Forgets what was remembered. */
  clear(): void {
    for (const list of [this.watched, this.started, this.joined, this.faults]) list.length = 0;
  }
}
