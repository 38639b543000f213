// Globs held against texts in as many steps as both have letters, whatever the glob: all ways to match go forward
// together, none is tried again. No regular expression: a glob from a file must not be able to hang the program.

/** What leads on: one letter, any, any but a slash (`within`); a fork leads on without one. */
type State =
  | { readonly kind: 'letter'; readonly takes: string; next: number }
  | { readonly kind: 'any' | 'within'; next: number }
  | { readonly kind: 'fork'; readonly ways: number[] };

/** The end of a glob; every other state has a number of its own. */
const END = 0;

export interface Glob {
  /** Whether all of the text is matched. */
  matches(text: string): boolean;
  /** As `matches`, for the text or any end of it that begins after a slash. */
  matchesEnd(text: string): boolean;
}

/**
 * Makes a glob ready: `*` for any letters, `?` for one, `**` for any letters, `{a,b}` for either.
 * @param slashes whether `*` and `?` stop at a slash, as in paths of files
 */
export function globOf(glob: string, slashes: boolean): Glob {
  const states: State[] = [{ kind: 'fork', ways: [] }];
  const begin = new Builder(glob, slashes, states).build();
  return {
    matches: (text) => run(states, begin, text, false),
    matchesEnd: (text) => run(states, begin, text, true),
  };
}

function run(states: readonly State[], begin: number, text: string, anyEnd: boolean): boolean {
  let at = new Set<number>();
  enter(states, begin, at);
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] as string;
    const after = new Set<number>();
    for (const number of at) {
      const state = states[number] as State;
      if (state.kind !== 'fork' && takes(state, letter)) enter(states, state.next, after);
    }
    if (anyEnd && letter === '/') enter(states, begin, after);
    if (after.size === 0 && !anyEnd) return false;
    at = after;
  }
  return at.has(END);
}

function takes(state: Exclude<State, { kind: 'fork' }>, letter: string): boolean {
  if (state.kind === 'letter') return letter === state.takes;
  return state.kind === 'any' || letter !== '/';
}

/** Adds a state, and all that can be reached from it without a letter. */
function enter(states: readonly State[], number: number, into: Set<number>): void {
  const open = [number];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (into.has(next)) continue;
    into.add(next);
    const state = states[next] as State;
    if (state.kind === 'fork') open.push(...state.ways);
  }
}

/** Alternatives that are still open: where they begin, and the last states of those that have ended. */
interface Braces {
  readonly begin: { readonly kind: 'fork'; readonly ways: number[] };
  readonly ends: number[];
}

class Builder {
  private readonly parts: readonly string[];
  private readonly states: State[];
  private readonly within: 'any' | 'within';

  constructor(glob: string, slashes: boolean, states: State[]) {
    this.parts = glob.match(/\*\*\/?|[\s\S]/g) ?? [];
    this.states = states;
    this.within = slashes ? 'within' : 'any';
  }

  /** @returns the state to begin with */
  build(): number {
    const open: Braces[] = [];
    const begin = this.add({ kind: 'fork', ways: [] });
    let last = begin;
    for (const part of this.parts) {
      const braces = open.at(-1);
      if (part === '{') {
        const fork: Braces['begin'] = { kind: 'fork', ways: [] };
        this.join(last, this.add(fork));
        open.push({ begin: fork, ends: [] });
        last = this.branch(fork);
      } else if (part === ',' && braces !== undefined) {
        braces.ends.push(last);
        last = this.branch(braces.begin);
      } else if (part === '}' && braces !== undefined) {
        last = this.close(braces, last);
        open.pop();
      } else {
        last = this.step(part, last);
      }
    }
    for (let braces = open.pop(); braces !== undefined; braces = open.pop()) last = this.close(braces, last);
    this.join(last, END);
    return begin;
  }

  private add(state: State): number {
    return this.states.push(state) - 1;
  }

  /** Every piece ends in a fork, to which what follows is joined. */
  private join(fork: number, to: number): void {
    (this.states[fork] as Braces['begin']).ways.push(to);
  }

  private branch(fork: Braces['begin']): number {
    const begin = this.add({ kind: 'fork', ways: [] });
    fork.ways.push(begin);
    return begin;
  }

  private close({ ends }: Braces, last: number): number {
    const end = this.add({ kind: 'fork', ways: [] });
    for (const each of [...ends, last]) this.join(each, end);
    return end;
  }

  private step(part: string, last: number): number {
    const end = this.add({ kind: 'fork', ways: [] });
    if (part === '**' || part === '*') {
      this.join(last, end);
      this.repeat(part === '**' ? 'any' : this.within, end);
    } else if (part === '**/') {
      // Any folders, or none.
      const through = this.add({ kind: 'fork', ways: [] });
      this.join(last, through);
      this.repeat('any', through);
      this.join(through, this.add({ kind: 'letter', takes: '/', next: end }));
      this.join(last, end);
    } else {
      const state: State =
        part === '?' ? { kind: this.within, next: end } : { kind: 'letter', takes: part, next: end };
      this.join(last, this.add(state));
    }
    return end;
  }

  private repeat(kind: 'any' | 'within', fork: number): void {
    this.join(fork, this.add({ kind, next: fork }));
  }
}
