// A host that carries tasks over async resources in the plainest way there is, and writes down what it is told.

import { createHook, executionAsyncId, executionAsyncResource } from 'node:async_hooks';
import type { Host, TickRule } from '../../instrument/host.ts';

export interface RecordedTask {
  readonly id: number;
  readonly kind: string;
  name: string;
  ended: number;
}

export class RecordingHost implements Host {
  readonly tasks: RecordedTask[] = [];
  readonly roots: { readonly name: string; readonly value: unknown }[] = [];
  readonly faults: unknown[] = [];
  private readonly taskOf = new Map<number, number>();
  private readonly typeOf = new Map<number, string>();
  private readonly tickTypes = new Map<string, TickRule>();
  private readonly watched = new WeakSet<object>();
  private readonly outer: number[] = [];
  private current = 0;

  constructor() {
    createHook({
      init: (id, type) => {
        this.taskOf.set(id, this.current);
        this.typeOf.set(id, type);
      },
      before: (id) => {
        this.outer.push(this.current);
        this.current = this.taskOf.get(id) ?? 0;
        const tick = this.tickTypes.get(this.typeOf.get(id) ?? '');
        if (tick === undefined || (this.current !== 0 && !tick.always)) return;
        const resource = executionAsyncResource();
        this.current = this.start(tick.kind(resource), tick.name(resource));
      },
      after: () => {
        this.current = this.outer.pop() ?? 0;
      },
    }).enable();
  }

  enterTask(kind: string, name: string): number {
    this.current = this.start(kind, name);
    const id = executionAsyncId();
    if (this.typeOf.get(id) === 'HTTPINCOMINGMESSAGE') this.taskOf.set(id, this.current);
    return this.current;
  }

  runTask<T>(kind: string, name: string, fn: () => T): T {
    const outer = this.current;
    this.current = this.start(kind, name);
    try {
      return fn();
    } finally {
      this.current = outer;
    }
  }

  adopt(resource: object): void {
    const id = (resource as { getAsyncId?(): number }).getAsyncId?.();
    if (id !== undefined) this.taskOf.set(id, this.current);
  }

  tickType(type: string, tick: TickRule): void {
    this.tickTypes.set(type, tick);
  }

  renameTask(id: number, name: string): void {
    const task = this.tasks.find((one) => one.id === id);
    if (task) task.name = name;
  }

  endTask(id: number): void {
    const task = this.tasks.find((one) => one.id === id);
    if (task) task.ended++;
  }

  currentTask(): number {
    return this.current;
  }

  /** As the membrane does: Maps and Sets stay what they are, objects and arrays are stood in for. */
  root<T>(value: T, name: string): T {
    this.roots.push({ name, value });
    if (typeof value !== 'object' || value === null || value instanceof Map || value instanceof Set)
      return value;
    if (this.watched.has(value)) return value;
    const watched = new Proxy(value, {});
    this.watched.add(watched);
    return watched;
  }

  fault(where: string, error: unknown): void {
    this.faults.push({ where, error });
  }

  enabled(): boolean {
    return true;
  }

  /** Names the running task as a report would: `http GET /a #3`; empty when there is none. */
  here(): string {
    const task = this.tasks.find((one) => one.id === this.current);
    return task ? `${task.kind} ${task.name} #${task.id}` : '';
  }

  private start(kind: string, name: string): number {
    const id = this.tasks.length + 1;
    this.tasks.push({ id, kind, name, ended: 0 });
    return id;
  }
}

/** `http GET /a #3` without its number. */
export function named(task: string): string {
  return task.replace(/ #\d+$/, '');
}
