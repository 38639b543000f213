// Bursts and rests: watches for a while, rests for a while. While it rests the hooks are off, and nothing of what
// was recorded is kept. What is started or stopped by hand comes first.

import type { Session } from '../../src/session.ts';
import { afterOwn } from './own-timers.ts';

/** With rests and no bursts: milliseconds from one rest to the next. */
const CYCLE = 10_000;
/** Shorter spans would find nothing, or cost more to begin and end than they save. */
const SHORTEST = 100;

export interface Bursts {
  /** Milliseconds that a burst takes; 0 for no bursts. */
  readonly burst: number;
  /** From the start of one to the start of the next. */
  readonly every: number;
}

/** Is told when watching begins after a rest, and right before a rest. */
interface Spans {
  begins(): void;
  ends(): void;
}

export class Pacing {
  private readonly session: Session;
  private readonly bursts: Bursts;
  private rest = 0;
  private cancel = () => {};
  private spans: Spans | undefined;

  constructor(session: Session, bursts: Bursts) {
    this.session = session;
    this.bursts = bursts;
    session.onSwitch((on) => {
      if (on) this.watch();
      else this.cancel();
    });
    this.watch();
  }

  onSpan(spans: Spans): void {
    this.spans = spans;
  }

  /** The share of the time to rest, of a burst where there are bursts. */
  set resting(share: number) {
    const begins = this.rest === 0 && share > 0;
    this.rest = share;
    // With bursts a rest is coming anyway.
    if (begins && this.bursts.burst === 0) this.watch();
  }

  private get isPaced(): boolean {
    return this.bursts.burst !== 0 || this.rest > 0;
  }

  private get watched(): number {
    const span = this.bursts.burst || CYCLE;
    return this.rest === 0 ? span : Math.max(SHORTEST, span * (1 - this.rest));
  }

  private get cycle(): number {
    return this.bursts.burst === 0 ? CYCLE : this.bursts.every;
  }

  private watch(): void {
    this.cancel();
    if (!this.session.active) return;
    this.session.resume();
    this.spans?.begins();
    if (this.isPaced) this.cancel = afterOwn(this.watched, () => this.pause());
  }

  private pause(): void {
    this.spans?.ends();
    const { watched } = this;
    if (!this.isPaced) return;
    this.session.pause(this.bursts.burst === 0 ? 'budget' : 'burst');
    this.cancel = afterOwn(Math.max(SHORTEST, this.cycle - watched), () => this.watch());
  }
}
