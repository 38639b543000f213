// Which tasks read and wrote a container: small counts for the inventory.

const REMEMBERED = 8;
/** Shared by all that have nothing to remember yet; never written to. */
const NONE: number[] = [];

/** Counts distinct tasks with a small memory: exact while no more than eight tasks take turns. */
export class Usage {
  readers = 0;
  writers = 0;
  /** A task read here although another one had written, or the other way round. */
  mixed = false;
  private recentReaders: number[] = NONE;
  private recentWriters: number[] = NONE;

  note(task: number, writes: boolean): void {
    if (writes) {
      if (this.recentWriters.includes(task)) return;
      if (this.recentWriters === NONE) this.recentWriters = [];
      this.recentWriters[this.writers++ % REMEMBERED] = task;
    } else {
      if (this.recentReaders.includes(task)) return;
      if (this.recentReaders === NONE) this.recentReaders = [];
      this.recentReaders[this.readers++ % REMEMBERED] = task;
    }
    if (this.mixed || this.readers === 0 || this.writers === 0) return;
    this.mixed = this.readers > 1 || this.writers > 1 || this.recentReaders[0] !== this.recentWriters[0];
  }
}
