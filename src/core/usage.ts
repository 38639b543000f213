// Which tasks read and wrote a container: small counts for the inventory.

const REMEMBERED = 8;
/** Shared by all that have nothing to remember yet; never written to. */
const NONE: readonly number[] = [];

/** Counts distinct tasks with a small memory: exact while no more than eight tasks take turns. */
export class Usage {
  readers = 0;
  writers = 0;
  /** A task read here although another one had written, or the other way round. */
  mixed = false;
  private recentReaders = NONE;
  private recentWriters = NONE;

  note(task: number, writes: boolean): void {
    if (writes) {
      if (this.recentWriters.includes(task)) return;
      this.recentWriters = withOneMore(this.recentWriters, this.writers++, task);
    } else {
      if (this.recentReaders.includes(task)) return;
      this.recentReaders = withOneMore(this.recentReaders, this.readers++, task);
    }
    if (this.mixed || this.readers === 0 || this.writers === 0) return;
    this.mixed = this.readers > 1 || this.writers > 1 || this.recentReaders[0] !== this.recentWriters[0];
  }
}

/** Made anew while it grows: an array that is pushed to reserves room for seventeen. */
function withOneMore(recent: readonly number[], count: number, task: number): readonly number[] {
  if (count < REMEMBERED) return recent.concat(task);
  (recent as number[])[count % REMEMBERED] = task;
  return recent;
}
