// Which tasks read and wrote a container: small counts for the inventory.

const REMEMBERED = 8;

/** Counts distinct tasks with a small memory: exact while no more than eight tasks take turns. */
export class Usage {
  readers = 0;
  writers = 0;
  /** A task read here although another one had written, or the other way round. */
  mixed = false;
  private readonly recentReaders: number[] = [];
  private readonly recentWriters: number[] = [];

  note(task: number, writes: boolean): void {
    if (writes) {
      if (this.recentWriters.includes(task)) return;
      this.recentWriters[this.writers++ % REMEMBERED] = task;
    } else {
      if (this.recentReaders.includes(task)) return;
      this.recentReaders[this.readers++ % REMEMBERED] = task;
    }
    if (this.mixed || this.readers === 0 || this.writers === 0) return;
    this.mixed = this.readers > 1 || this.writers > 1 || this.recentReaders[0] !== this.recentWriters[0];
  }
}
