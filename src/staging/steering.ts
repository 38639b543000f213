// How a budget is kept: from what a lap has cost follows the sample of the next one, and how much of the time is to be
// rested. Pure arithmetic; who measures, and who obeys, is the host's business.

/** What was measured while watching, each a share of the CPU time used then. */
export interface Lap {
  /** What watching costs whatever the sample is: the hooks. */
  readonly fixed: number;
  /** What recording costs, which follows the sample. */
  readonly recording: number;
}

/** A sample is never made smaller than this part of what was asked for: smaller ones would find nothing. */
const LEAST_PART = 1 / 100;
/** Between this part of the budget and the whole of it nothing is changed. */
const QUIET = 0.7;
/** What is aimed for when it costs too much. */
const AIM = 0.8;
const STEEPEST = 0.25;
const GROWTH = 1.1;
/** Recording that takes less than this part of the budget is not what costs. */
const SLIGHT = 0.25;
/** Laps in a row that cost too much before anything is done, and with the smallest sample before there are rests. */
const PATIENCE = { shrink: 2, rest: 3 };
const LONGEST_REST = 0.95;

export class Steering {
  readonly budget: number;
  /** The share of the containers to record, never above what was asked for. */
  sample: number;
  /** The share of the time to rest. */
  rest = 0;
  /** The share of the CPU time used in the latest lap, rests included; 0 before the first. */
  overhead = 0;
  private asked: number;
  /** Laps in a row. */
  private tooMuch = 0;

  /** @param budget a share above 0 */
  constructor(budget: number, asked: number) {
    this.budget = budget;
    this.asked = asked;
    this.sample = asked;
  }

  /** The user asks for another sample: it is tried, and the budget goes on from there. */
  ask(sample: number): void {
    this.asked = sample;
    this.sample = sample;
    this.tooMuch = 0;
  }

  /** Takes what a lap has cost. */
  take({ fixed, recording }: Lap): void {
    const load = fixed + recording;
    this.overhead = load * (1 - this.rest);
    if (this.rest > 0) this.adjustRest(load);
    else if (load > this.budget) this.shrink(load, recording);
    else this.grow(load);
  }

  private shrink(load: number, recording: number): void {
    const least = this.asked * LEAST_PART;
    // Past this, a smaller sample would find less and save nothing.
    const isLeast = this.sample <= least || recording < this.budget * SLIGHT;
    if (++this.tooMuch < (isLeast ? PATIENCE.rest : PATIENCE.shrink)) return;
    if (isLeast) {
      this.adjustRest(load);
      return;
    }
    const factor = Math.max(STEEPEST, (this.budget * AIM) / load);
    this.sample = Math.max(least, this.sample * factor);
    this.tooMuch = 0;
  }

  private grow(load: number): void {
    this.tooMuch = 0;
    if (load < this.budget * QUIET) this.sample = Math.min(this.asked, this.sample * GROWTH);
  }

  /** What is rested is not used: the rest makes the load fit. */
  private adjustRest(load: number): void {
    this.tooMuch = 0;
    this.rest = load < this.budget * QUIET ? 0 : clamp(1 - (this.budget * AIM) / load);
  }
}

function clamp(rest: number): number {
  return Math.min(LONGEST_REST, Math.max(0, rest));
}
