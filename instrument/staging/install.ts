// What keeps the cost of watching bounded while it runs: bursts, the budget, the cap on memory. Nothing of it is there
// unless an option asks for it.

import type { Options } from '../../src/config/options.ts';
import { counters } from '../../src/core/counters.ts';
import { meteredTime, startMeter } from '../../src/core/meter.ts';
import { adjustSample, sampling } from '../../src/core/sample.ts';
import { lastTurn } from '../../src/core/turns.ts';
import type { Session } from '../../src/session.ts';
import { Steering } from '../../src/staging/steering.ts';
import { everyOwn } from './own-timers.ts';
import { Pacing } from './pacing.ts';
import { probeBare, probedCosts } from './probe.ts';

const PERIOD = 1000;
/** CPU milliseconds that a lap must have used: of less, a share means nothing. */
const LEAST_CPU = 50;

/** Begins to keep costs bounded. To be called before the driver is started. */
export function installStaging(session: Session, options: Options, say: (line: string) => void): void {
  if (options.budget === 0 && options.burst === 0 && options.memory === 0) return;
  const pacing = new Pacing(session, options);
  if (options.budget > 0) keepBudget(session, options, pacing, say);
  if (options.memory > 0) everyOwn(PERIOD, () => session.mindMemory());
}

function keepBudget(session: Session, options: Options, pacing: Pacing, say: (line: string) => void): void {
  const steering = new Steering(options.budget, options.sample);
  session.steering = steering;
  startMeter();
  probeBare();
  const laps = new Laps();
  let hasSaid = false;
  const end = () => {
    const lap = laps.end();
    if (lap === undefined) return;
    steering.take(lap);
    if (steering.sample !== sampling.share) adjustSample(steering.sample);
    pacing.resting = steering.rest;
    if (steering.rest === 0 || hasSaid) return;
    hasSaid = true;
    say(`a smaller sample does not keep budget=${percent(options.budget)}: watching rests now and then`);
  };
  // A rest costs nothing, and tells nothing.
  pacing.onSpan({ begins: () => laps.restart(), ends: end });
  everyOwn(PERIOD, () => session.watching && end());
}

/** The times between two looks at the clock of the CPU. */
class Laps {
  private cpu = cpuTime();
  private turns = lastTurn();
  private accesses = 0;

  restart(): void {
    meteredTime();
    this.cpu = cpuTime();
    this.turns = lastTurn();
    this.accesses = touched();
  }

  /** What was used since the last lap; undefined while that is too little to tell. */
  end(): { fixed: number; recording: number } | undefined {
    const cpu = cpuTime() - this.cpu;
    if (cpu < LEAST_CPU) return undefined;
    const costs = probedCosts();
    const traps = (touched() - this.accesses) * costs.trap;
    const lap = {
      fixed: ((lastTurn() - this.turns) * costs.turn + traps) / cpu,
      recording: meteredTime() / cpu,
    };
    this.restart();
    return lap;
  }
}

function touched(): number {
  return counters.accesses + counters.accessesLeftOut;
}

const host = process as typeof process & { threadCpuUsage?(): NodeJS.CpuUsage };

/** Milliseconds of CPU that this thread has used, where Node can tell, else the process. */
function cpuTime(): number {
  const { user, system } = host.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

function percent(share: number): string {
  return `${Math.round(share * 1e4) / 100}%`;
}
