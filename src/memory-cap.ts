// Holds the detector to the memory that it may use: bounds that fit the cap, and an end when what no bound holds back,
// the objects that the application keeps alive, has outgrown it.

import { historyTurns } from './config/options.ts';
import { BYTES_PER_TURN } from './config/together.ts';
import { ledger } from './core/ledger.ts';
import { fitLimits, heldBytes } from './core/memory.ts';
import { captureStats, DEFAULT_REMEMBERED as DEFAULT_CAPTURES } from './stacks/capture.ts';

export interface MemoryParts {
  /** Bytes, 0 for no cap. */
  cap: number;
  /** The option `history_size`. */
  history: number;
  /** Bytes of the host's own tables. */
  tables: number;
  /** How many reports are kept. */
  reports(): number;
  /** The cap is outgrown by so many watched objects, although the oldest was forgotten: watching has to stop. */
  full(objects: number): void;
}

export class MemoryCap {
  readonly cap: number;
  private readonly parts: MemoryParts;
  /** Bytes that are there from the start. */
  private readonly tables: number;

  constructor(parts: MemoryParts) {
    this.cap = parts.cap;
    this.parts = parts;
    this.tables = historyTurns(parts.history) * BYTES_PER_TURN + parts.tables;
    if (this.cap === 0) return;
    fitLimits(this.cap - this.tables);
    ledger.onGrowth(() => this.mind());
  }

  /** Bytes that the detector holds, estimated. */
  get held(): number {
    const { captured, dropped } = captureStats();
    const captures = Math.min(captured - dropped, DEFAULT_CAPTURES * 2 ** this.parts.history);
    return heldBytes({ tables: this.tables, captures, reports: this.parts.reports() });
  }

  /** Forgets the oldest, then all, when more is held than the cap. */
  mind(): void {
    if (this.held <= this.cap) return;
    ledger.sweep();
    if (this.held <= this.cap) return;
    const { shadows } = ledger.held();
    this.parts.full(shadows);
    ledger.forgetAll();
  }
}
