// One iteration, from its begin to its last step. As long as it stays within a turn it costs one comparison a step.

import type { Access } from './location.ts';
import { now } from './now.ts';
import { ABSENT, ITERATE } from './ops.ts';
import { ports } from './ports.ts';
import { recordRead } from './record.ts';
import type { Shadow } from './shadow.ts';

/** Told when an iteration goes on in a later turn; set by the detector to the pattern. */
let continued: (shadow: Shadow, from: Step, to: Step) => void = () => {};

export interface Step {
  turn: number;
  task: number;
  stack: number;
}

export function onWalkContinued(listener: (shadow: Shadow, from: Step, to: Step) => void): void {
  continued = listener;
}

export class Walk {
  private readonly shadow: Shadow;
  private at: Step | undefined;
  private turn: number;

  constructor(shadow: Shadow) {
    this.shadow = shadow;
    this.at = stepOf(this.note());
    this.turn = now.turn;
  }

  /** Call at every `next()`. */
  step(): void {
    if (now.turn !== this.turn) this.go();
  }

  /** Call when the iteration is exhausted: it cannot be disturbed any more. */
  finish(): void {
    this.at = undefined;
  }

  private go(): void {
    this.turn = now.turn;
    const from = this.at;
    if (from === undefined || now.muted !== 0) return;
    try {
      const to = stepOf(this.note());
      if (to === undefined) return;
      this.at = to;
      continued(this.shadow, from, to);
    } catch (error) {
      ports.fault('walk', error);
    }
  }

  private note(): Access | undefined {
    try {
      const { structure } = this.shadow;
      if (structure.turn === now.turn && (structure.ops & ITERATE) !== 0) return structure.latest(0);
      return recordRead(structure, ABSENT, ITERATE);
    } catch (error) {
      ports.fault('walk', error);
      return undefined;
    }
  }
}

function stepOf(access: Access | undefined): Step | undefined {
  return access && { turn: access.turn, task: access.task, stack: access.readStack };
}
