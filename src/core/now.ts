// Where the process is: the running turn and task. One mutable record shared by the async driver, which
// writes it, and by the recorder, which reads it on every access; a plain object keeps that read to one load.

export const now = {
  /** Number of the running turn; 0 when the host runs code outside any turn we know. */
  turn: 0,
  /** Task that owns the running turn; 0 for work that belongs to no task. */
  task: 0,
  /** Accesses of the running turn that are not settled yet. */
  touched: 0,
  /** Number of the instrumented site whose access is being recorded; 0 for an access seen by other means. */
  site: 0,
  /** Above zero while accesses must not be recorded (our own reads, `untracked`). */
  muted: 0,
};
