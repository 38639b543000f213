// The names that instrumented code uses for helpers, temporaries and tokens: none of them occurs in the given text.

const PLAIN = /^[\w$]*$/;

/** The text of a string literal; most are names, which need no care. */
export function quoted(name: string): string {
  return PLAIN.test(name) ? `"${name}"` : JSON.stringify(name);
}

export class Names {
  readonly prefix: string;
  private readonly used = new Set<string>();
  private tokens = 0;

  constructor(text: string) {
    let prefix = '$rw';
    for (let count = 0; text.includes(prefix); count++) prefix = `$r${count}w`;
    this.prefix = prefix;
  }

  /** A helper of the runtime by its letter, noted as used. */
  helper(letter: string): string {
    this.used.add(letter);
    return this.prefix + letter;
  }

  /** The id of a site. */
  site(row: number): string {
    return `${this.prefix}b+${row}`;
  }

  temporary(depth: number): string {
    return this.prefix + depth;
  }

  token(): string {
    return `${this.prefix}_${++this.tokens}`;
  }

  get helpers(): string[] {
    return [...this.used].sort();
  }
}
