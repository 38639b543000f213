// What a function body needs declared: temporaries, tokens of its variables. One frame for each function, class field
// and static block.

import type { Names } from './names.ts';

export class Frame {
  /** Index into the functions of the table. */
  readonly fn: number;
  /** Whether there is a body that temporaries can be declared in: parameters and class fields have none. */
  open = false;
  /** Statements for the start of the body. */
  readonly head: string[] = [];
  /** What follows them, and the parameters where these have moved into the body. */
  readonly marks: string[] = [];
  private readonly names: Names;
  private depth = 0;
  private high = 0;

  constructor(fn: number, names: Names) {
    this.fn = fn;
    this.names = names;
  }

  /** A temporary until it is given back; the last one taken goes back first. */
  take(): string | undefined {
    if (!this.open) return undefined;
    const name = this.names.temporary(this.depth++);
    this.high = Math.max(this.high, this.depth);
    return name;
  }

  give(name: string | undefined): void {
    if (name !== undefined) this.depth--;
  }

  /** Declarations for the start of the body, or nothing. */
  declarations(keyword = 'let'): string {
    const head = this.head.length === 0 ? '' : this.head.join('');
    if (this.high === 0) return head;
    const temporaries = Array.from({ length: this.high }, (_, depth) => this.names.temporary(depth));
    return `${keyword} ${temporaries.join()};${head}`;
  }
}
