// What our own work takes, found by timing a piece of it now and then: every 64th access that is recorded, every 64th
// turn that is settled, every report. Nothing is timed until somebody asks, and nothing is counted for it alone.

import { counters } from './counters.ts';
import { ports } from './ports.ts';
import { settleTurn } from './settle.ts';
import { onTurnEnd } from './turns.ts';

const EVERY = 64;
/** A piece that took more milliseconds was interrupted, by the collector or by another process. */
const LONGEST_ACCESS = 0.25;
const LONGEST_TURN = 1;
/** How much a lap's mean counts beside those of earlier ones. */
const WEIGHT = 0.25;

export const timing = {
  /** Accesses whose number has none of these bits are timed: as good as none. */
  mask: -1,
  /** When the access began that is timed now; 0 for none. */
  since: 0,
};

/** Pieces of one kind: those of this lap that were timed, and what one took lately. */
class Pieces {
  private count = 0;
  private time = 0;
  private mean = 0;
  private readonly longest: number;

  constructor(longest: number) {
    this.longest = longest;
  }

  note(time: number): void {
    if (time > this.longest) return;
    this.count++;
    this.time += time;
  }

  /** Ends the lap. @returns milliseconds that one piece takes */
  lap(): number {
    if (this.count > 0) {
      const mean = this.time / this.count;
      this.mean = this.mean === 0 ? mean : this.mean + WEIGHT * (mean - this.mean);
    }
    this.count = 0;
    this.time = 0;
    return this.mean;
  }
}

const accesses = new Pieces(LONGEST_ACCESS);
const settled = new Pieces(LONGEST_TURN);
let turns = 0;
/** Milliseconds spent on reports. */
let reporting = 0;

/** Begins to time. To be called once, when the ports are set. */
export function startMeter(): void {
  timing.mask = EVERY - 1;
  onTurnEnd(settleTimed);
  const { found } = ports;
  ports.found = (finding) => {
    const since = ports.time();
    found(finding);
    reporting += ports.time() - since;
  };
}

/** The access being recorded is to be timed. */
export function beginTiming(): void {
  timing.since = ports.time();
}

/** The timed access has been recorded. */
export function endTiming(): void {
  accesses.note(ports.time() - timing.since);
  timing.since = 0;
}

function settleTimed(): void {
  if (++turns % EVERY !== 0) {
    settleTurn();
    return;
  }
  const before = reporting;
  const since = ports.time();
  settleTurn();
  settled.note(ports.time() - since - (reporting - before));
}

const lap = { accesses: 0, turns: 0, reporting: 0 };

/** Milliseconds spent on recording, on settling turns and on reports since the last call. */
export function meteredTime(): number {
  const time =
    (counters.accesses - lap.accesses) * accesses.lap() +
    (turns - lap.turns) * settled.lap() +
    (reporting - lap.reporting);
  lap.accesses = counters.accesses;
  lap.turns = turns;
  lap.reporting = reporting;
  return time;
}
