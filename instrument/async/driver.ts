// The interface of an async driver: what tells the engine when turns begin, who caused them, and whose they are.

export interface AsyncDriver {
  readonly name: 'async_hooks' | 'promise_hooks';
  /** Bytes of its tables. */
  readonly tables: number;
  start(): void;
  stop(): void;
  /** The running resource belongs to `task` from now on, in its later activations too. */
  adopt(task: number): void;
  /** Runs a promise combinator: its result comes after every member, which the engine does not show. */
  joining<T extends Promise<unknown>>(call: () => T): T;
}

/** Activations that are tasks of their own: timers, messages. */
export interface Ticks {
  /** Resource types whose every activation is a task, not only those made outside any task. */
  readonly always: ReadonlySet<string>;
  /** A resource was made outside any task: takes the stack that made it; 0 for none. */
  origin(type: string, resource: object): number;
  /** Whether the task is over: what a connection brings later belongs to somebody else. */
  hasEnded(task: number): boolean;
  /** Starts a task for an activation of a connection whose task is over. */
  late(type: string): number;
  /** Starts a task for an activation; returns its id, or 0 to leave it without. */
  begin(type: string, resource: object, origin: number, maker: number): number;
}
