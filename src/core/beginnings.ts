// The turn of each task's first recorded access: nothing older can be the task's, so a search for its earlier accesses
// ends there. Kept for the latest tasks only, in two fixed tables.

const PLACES = 1 << 14;
const tasks = new Int32Array(PLACES);
const turns = new Int32Array(PLACES);
/** Nothing before this turn counts. */
let earliest = 0;

/** Notes an access by a task; of a younger task than the one that has the place, it takes the place. */
export function noteAccessBy(task: number, turn: number): void {
  const at = task & (PLACES - 1);
  const holder = tasks[at] as number;
  if (holder === task) {
    if (turn < (turns[at] as number)) turns[at] = turn;
  } else if (holder < task) {
    tasks[at] = task;
    turns[at] = turn;
  }
}

/** No access by the task is older than this turn; 0 when that is not known. */
export function firstTurnOf(task: number): number {
  const at = task & (PLACES - 1);
  const first = tasks[at] === task ? (turns[at] as number) : 0;
  return Math.max(first, earliest);
}

/** @param from the first turn that counts from now on */
export function forgetBeginnings(from: number): void {
  earliest = from;
  tasks.fill(0);
  turns.fill(0);
}
