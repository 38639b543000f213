// The modules of this thread that were instrumented, by the name the engine gives their scripts. Tables are read
// when a position is asked for, not before.

import type { LineEdits } from '../../src/sites/model.ts';
import type { GivenText } from '../../src/stacks/given.ts';
import { givenColumn } from '../transform/positions.ts';
import type { Instrumented, Instrumenter } from './instrumenter.ts';
import { readPosition } from './property-position.ts';

export interface Entry extends GivenText {
  readonly module: Instrumented;
  readonly edits: readonly LineEdits[];
}

class LazyEntry implements Entry {
  readonly module: Instrumented;
  readonly selfMapped: boolean;
  private readonly instrumenter: Instrumenter;
  private known: readonly LineEdits[] | undefined;

  constructor(module: Instrumented, instrumenter: Instrumenter, selfMapped: boolean) {
    this.module = module;
    this.instrumenter = instrumenter;
    this.selfMapped = selfMapped;
  }

  get text(): string {
    return this.module.given;
  }

  get edits(): readonly LineEdits[] {
    this.known ??= this.instrumenter.table(this.module).edits;
    return this.known;
  }

  column(line: number, column: number): number {
    const own = givenColumn(this.edits, line, column);
    const { code, given } = this.module;
    // Only behind a call of ours can a column be off by the dot.
    if (code.startsWith(').', offsetOf(code, line, column) - 1) === false) return own;
    const dot = offsetOf(given, line, own);
    return given.charAt(dot) === '.' ? own + readPosition(given, dot) - dot : own;
  }
}

const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/g;

function offsetOf(text: string, line: number, column: number): number {
  LINE_BREAK.lastIndex = 0;
  for (let at = 1; at < line; at++) if (LINE_BREAK.exec(text) === null) return -1;
  return LINE_BREAK.lastIndex + column - 1;
}

/** All instrumented modules of this thread; a script loaded again takes the place of the one before. */
export class InstrumentedModules {
  /** Beginnings of helper names other than the usual one, in modules whose own text has that. */
  readonly oddPrefixes = new Set<string>();
  private readonly entries = new Map<string, Entry>();

  add(module: Instrumented, instrumenter: Instrumenter, selfMapped: boolean): void {
    const entry = new LazyEntry(module, instrumenter, selfMapped);
    this.entries.set(module.script, entry);
    // CommonJS that a load hook was asked for by its URL runs under its path.
    if (module.format === 'commonjs') this.entries.set(module.file, entry);
    if (module.prefix !== USUAL_PREFIX) this.oddPrefixes.add(module.prefix);
  }

  find(script: string): Entry | undefined {
    return this.entries.get(script);
  }

  all(): Iterable<Entry> {
    return new Set(this.entries.values());
  }
}

export const USUAL_PREFIX = '$rw';
