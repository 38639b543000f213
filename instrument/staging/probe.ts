// What the engine takes for calling us, which no clock of ours can see from inside: measured on a few promises and one
// watched object made for it, while the hooks are on and nothing is recorded.

import { enter, leave } from '../../src/core/activations.ts';
import { rootPath } from '../../src/core/path.ts';
import { watch } from '../../src/membrane/watch.ts';

const ThePromise = Promise;
const ROUNDS = 128;
/** Of a turn: on average two promises are made, one is settled, a reaction begins and ends. */
const CALLS_PER_TURN = 4;
/** A probe is slow while its code is: what is taken is the least so far. */
const PROBES = 8;

const never = () => {};
/** Watched at the first probe: its accesses go the way of all others, up to where they would be recorded. */
let watched: { value: number } | undefined;

export interface Costs {
  /** Milliseconds that the hooks take for a turn, settling not included. */
  readonly turn: number;
  /** Milliseconds that the membrane takes for an access that is not recorded. */
  readonly trap: number;
}

let costs: Costs = { turn: 0, trap: 0 };
let probes = 0;
/** What a promise takes by itself. */
let bare = 0;

/** To be called before the hooks are on. */
export function probeBare(): void {
  for (let round = 0; round < PROBES; round++) bare = least(bare, time(makePromise));
}

/** What things cost; looks again at the first few calls. To be called while the hooks are on, in no turn. */
export function probedCosts(): Costs {
  if (probes === PROBES) return costs;
  probes++;
  const call = Math.max(0, time(makePromise) - bare);
  const turn = CALLS_PER_TURN * call + time(takeTurn);
  costs = { turn: least(costs.turn, turn), trap: least(costs.trap, time(changeWatched) / 2) };
  return costs;
}

function makePromise(): void {
  new ThePromise(never);
}

function takeTurn(): void {
  enter(0, 0, 0, 0);
  leave();
}

function changeWatched(): void {
  watched ??= watch({ value: 0 }, rootPath('probe'));
  watched.value = watched.value + 1;
}

/** Milliseconds for one call. */
function time(act: () => void): number {
  const since = performance.now();
  for (let round = 0; round < ROUNDS; round++) act();
  return (performance.now() - since) / ROUNDS;
}

function least(before: number, now: number): number {
  return before === 0 ? now : Math.min(before, now);
}
