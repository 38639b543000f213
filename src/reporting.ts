// Which findings become reports, and who is told of them: further sightings of what is known are counted, what the
// user has suppressed is left out, tests and listeners hear of the rest. How a report is worded is write-up.ts, how
// many are kept kept-races.ts, what is only counted counted-places.ts.

import { type Ignore, ignoreOf } from './config/ignore.ts';
import type { Options } from './config/options.ts';
import { counters } from './core/counters.ts';
import { type Finding, RANK } from './core/finding.ts';
import { limits } from './core/limits.ts';
import { ports } from './core/ports.ts';
import { muted } from './core/record.ts';
import { settleTurn } from './core/settle.ts';
import { countFor, countHereFor, isKnownPlace, isOnlyCounted } from './counted-places.ts';
import { KeptRaces } from './kept-races.ts';
import type { Race, ReportedTrace } from './report/model.ts';
import { framesOf } from './stacks/capture.ts';
import { resolveFrames } from './stacks/resolve.ts';
import { type AcceptedRaces, readAccepted } from './suppress/accepted.ts';
import { Tests } from './tests/runs.ts';
import { type WriteUpContext, writeUp } from './write-up.ts';

/** Kept from before the application runs: globals can be replaced. */
const clone = structuredClone;

export interface ReportingParts {
  readonly options: Options;
  readonly pid: number;
  /** A race was sighted for the first time. */
  report(race: Race): void;
  /** Says one line about ourselves to the user. */
  log(line: string): void;
  /** The trace of an access, where the host knows one. */
  trace?(capture: number, task: number): ReportedTrace | undefined;
}

/** Races written up in a second once no more are kept, to be recognised as known; writing up costs 0.1 ms and more. */
const WRITE_UPS_IN_STORM = 100;
/** Milliseconds between two lines about the same race, at least. */
const UPDATE_AFTER = 60_000;

export class Reporting {
  private readonly parts: ReportingParts;
  private readonly ignored: Ignore;
  private readonly accepted: AcceptedRaces;
  private readonly context: WriteUpContext;
  private readonly found = new KeptRaces(() => limits.races);
  private readonly allowance = { left: WRITE_UPS_IN_STORM, since: 0 };
  private saidFull = false;
  private readonly listeners = new Set<(race: Race) => void>();
  private asked: Tests | undefined;

  /** @throws Error with one sentence when a file that the options name cannot be used */
  constructor(parts: ReportingParts) {
    this.parts = parts;
    const accepted = readAccepted(parts.options);
    if (!accepted.ok) throw new Error(accepted.message);
    this.accepted = accepted.value;
    this.ignored = ignoreOf(parts.options.ignore);
    const { options, pid } = parts;
    this.context = {
      values: options.values,
      pid,
      stack: stackOf,
      trace: (capture, task) => parts.trace?.(capture, task),
    };
  }

  /** Reports kept. */
  get size(): number {
    return this.found.size;
  }

  /** Copies of the reports kept. */
  races(): Race[] {
    return [...this.found.races()].map((race) => clone(race));
  }

  /**
   * Races seen again since they were last written, each with how often since then as its `count`. They are taken as
   * written now. A race is due when its count has doubled, a minute after its last line at the earliest.
   * @param all those too that are not due yet
   */
  updates(all: boolean): Race[] {
    // The tests tell of their races themselves.
    return this.isTesting ? [] : this.found.updates(ports.time(), all ? undefined : UPDATE_AFTER);
  }

  onRace(listener: (race: Race) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  forget(): void {
    this.found.clear();
  }

  /** The tests of this process; asking for them makes it a test process, whose races are told by the tests. */
  get tests(): Tests {
    const { fail_on } = this.parts.options;
    this.asked ??= new Tests({
      flush: settleTurn,
      failOn: fail_on,
      report: (race) => this.parts.report(race),
    });
    return this.asked;
  }

  /** Whether a test runner has asked for `tests`. */
  get isTesting(): boolean {
    return this.asked !== undefined;
  }

  /** The worst level reported so far, as a rank, what the baseline has left out; -1 for none. */
  get worst(): number {
    let worst = -1;
    for (const race of this.found.races()) {
      if (!this.accepts(race)) worst = Math.max(worst, RANK[race.level]);
    }
    return worst;
  }

  /** Whether the baseline has this race, which then fails nothing. */
  accepts(race: Race): boolean {
    return this.accepted.has(race);
  }

  /** Lines about suppressions that hid something, and those that did not. */
  acceptedLines(): string[] {
    return this.accepted.report();
  }

  /** Takes what the rules have found. */
  take(finding: Finding): void {
    const scope = this.asked?.scopeOf(finding) ?? '';
    // In a storm places are not noted any more: there may be as many as races.
    const isNoted = isKnownPlace(finding) || this.found.hasRoomFor(finding.level);
    if (isNoted && isOnlyCounted(finding, scope)) return;
    if (this.isTooMany(finding)) {
      this.drop();
      return;
    }
    const race = writeUp(finding, this.context);
    // Nobody can judge a race by one stack of three.
    if (race.accesses.filter(({ stack }) => stack.length > 0).length < 2) {
      counters.racesWithoutStacks++;
      return;
    }
    const known = this.found.get(race.fingerprint);
    if (known !== undefined) {
      countFor(finding, scope, known);
      known.count++;
      this.told(race);
      return;
    }
    if (this.ignoredRace(race) || this.accepted.suppresses(race)) {
      // What nobody hears of must not silence its neighbours in the container.
      countHereFor(finding, scope, { count: 1 });
      return;
    }
    this.told(race);
    if (!this.keep(race)) return;
    countFor(finding, scope, race);
    if (this.asked === undefined) this.parts.report(race);
    for (const listener of this.listeners) tell(listener, race);
  }

  /** False when there is no room: what is not kept must not be held by its place either. */
  private keep(race: Race): boolean {
    const outcome = this.found.add(race, ports.time());
    if (outcome !== 'added') this.drop();
    return outcome !== 'refused';
  }

  private drop(): void {
    counters.racesDropped++;
    if (this.saidFull) return;
    this.saidFull = true;
    this.parts.log(
      `${limits.races} different races were found, more are not reported; the worst are kept, stats().racesDropped counts the others`,
    );
  }

  /** In a storm of races, one no worse than those kept is written up only now and then. */
  private isTooMany({ level }: Finding): boolean {
    if (this.asked !== undefined || this.found.hasRoomFor(level)) return false;
    const { allowance } = this;
    const time = ports.time();
    if (time - allowance.since >= 1000) Object.assign(allowance, { left: WRITE_UPS_IN_STORM, since: time });
    return allowance.left-- <= 0;
  }

  /** Tests are told of what may fail them. */
  private told(race: Race): void {
    if (!this.accepts(race)) this.asked?.sighted(race);
  }

  private ignoredRace(race: Race): boolean {
    if (this.ignored.location(race.location.path)) return true;
    return race.accesses.some(({ stack }) => {
      const site = stack.find((frame) => frame.owner === 'application') ?? stack[0];
      return site !== undefined && this.ignored.file(site.file);
    });
  }
}

/** A listener's own error is neither the application's nor ours; what it looks at is no access. */
function tell(listener: (race: Race) => unknown, race: Race): void {
  try {
    const result = muted(() => listener(race));
    if (result instanceof Promise) result.catch(() => {});
  } catch {
    // As said above.
  }
}

function stackOf(capture: number): Race['accesses'][number]['stack'] | undefined {
  const frames = framesOf(capture);
  return frames && resolveFrames(frames);
}
