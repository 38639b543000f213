// Which tasks read and wrote a container: small counts for the inventory.

const REMEMBERED = 8;

/** Counts distinct tasks with a small memory: exact while no more than eight tasks take turns. */
export class Usage {
  readers = 0;
  writers = 0;
  /** The first of each; most containers that are shared at all are so by two tasks. */
  private reader = 0;
  private writer = 0;
  /** The second of each, or the latest ones. */
  private otherReader: number | number[] = 0;
  private otherWriter: number | number[] = 0;

  /** A task read here although another one had written, or the other way round. */
  get mixed(): boolean {
    if (this.readers === 0 || this.writers === 0) return false;
    return this.readers > 1 || this.writers > 1 || this.reader !== this.writer;
  }

  note(task: number, writes: boolean): void {
    if (writes) {
      if (isAmong(task, this.writers, this.writer, this.otherWriter)) return;
      if (this.writers === 0) this.writer = task;
      else this.otherWriter = withOneMore(this.otherWriter, this.writers, task);
      this.writers++;
    } else {
      if (isAmong(task, this.readers, this.reader, this.otherReader)) return;
      if (this.readers === 0) this.reader = task;
      else this.otherReader = withOneMore(this.otherReader, this.readers, task);
      this.readers++;
    }
  }
}

function isAmong(task: number, count: number, first: number, others: number | number[]): boolean {
  if (count === 0) return false;
  if (first === task) return true;
  return typeof others === 'number' ? count > 1 && others === task : others.includes(task);
}

/** @param count how many there have been */
function withOneMore(others: number | number[], count: number, task: number): number | number[] {
  if (count === 1) return task;
  if (typeof others === 'number') return [others, task];
  // Made anew while it grows: an array that is pushed to reserves room for seventeen.
  if (others.length < REMEMBERED - 1) return others.concat(task);
  others[count % others.length] = task;
  return others;
}
