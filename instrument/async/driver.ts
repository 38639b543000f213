// The interface of an async driver: what tells the engine when turns begin, who caused them, and whose they are.

export interface AsyncDriver {
  readonly name: 'async_hooks' | 'promise_hooks';
  start(): void;
  stop(): void;
  /** The running resource belongs to `task` from now on, in its later activations too. */
  adopt(task: number): void;
  /** Runs a promise combinator: its result comes after every member, which the engine does not show. */
  joining<T extends Promise<unknown>>(call: () => T): T;
}

/** Starts a task for an activation that belongs to none; returns its id, or 0 to leave it without. */
export type TickTask = (type: string, resource: object) => number;
