// Drives the engine by hand: turns with their causes, accesses at named places, findings collected.

import { enter, leave, resetActivations } from '../../src/core/activations.ts';
import type { Finding } from '../../src/core/finding.ts';
import { now } from '../../src/core/now.ts';
import { rootPath } from '../../src/core/path.ts';
import { ports } from '../../src/core/ports.ts';
import { onSettled, settleTurn } from '../../src/core/settle.ts';
import { Shadow } from '../../src/core/shadow.ts';
import { configureTurns } from '../../src/core/turns.ts';
import { onWalkContinued } from '../../src/core/walk.ts';
import { examine, examineWalk } from '../../src/patterns/examine.ts';

export class ByHand {
  readonly findings: Finding[] = [];
  /** Places by capture number: `function:line`. */
  private readonly places: string[] = [''];
  private place = 'f:1';
  private readonly last = new Map<number, number>();

  constructor() {
    resetActivations();
    configureTurns(12);
    ports.capture = () => this.places.push(this.place) - 1;
    ports.sameLine = (a, b) => (a && b ? this.places[a] === this.places[b] : undefined);
    ports.sharesActivation = (a, b) => this.functionAt(a) === this.functionAt(b);
    ports.inCallbackOf = () => false;
    ports.onlyTested = () => false;
    ports.compares = () => false;
    ports.computes = () => true;
    ports.found = (finding) => this.findings.push({ ...finding });
    ports.fault = (where, error) => {
      throw new Error(`fault in ${where}`, { cause: error });
    };
    ports.lowestRank = 0;
    onSettled(examine);
    onWalkContinued(examineWalk);
  }

  shadow(kind: Shadow['kind'] = 'object'): Shadow {
    return new Shadow(kind, rootPath('shared'));
  }

  /** Says where the next accesses stand, as `function:line`. */
  at(place: string): void {
    this.place = place;
  }

  /** The place of a capture, as `function:line`. */
  placeOf(capture: number): string | undefined {
    return this.places[capture];
  }

  /** A turn of a task, caused by the task's previous turn and by `after`, if given. Returns its number. */
  turn(task: number, act: () => void, after = 0): number {
    enter(this.last.get(task) ?? 0, after, 0, task);
    const { turn } = now;
    this.last.set(task, turn);
    act();
    leave();
    return turn;
  }

  /** A turn that `parent` started and that nothing else orders: a strand of its own. */
  strand(task: number, parent: number, act: () => void): number {
    enter(parent, 0, 0, task);
    const { turn } = now;
    act();
    leave();
    return turn;
  }

  /** What was found, as `level pattern`, without repeats. */
  get verdicts(): string[] {
    settleTurn();
    return [...new Set(this.findings.map(({ level, pattern }) => `${level} ${pattern}`))];
  }

  private functionAt(capture: number): string | undefined {
    return this.places[capture]?.split(':')[0];
  }
}
