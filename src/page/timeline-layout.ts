// Where everything of a race's timeline stands, as numbers: lanes, turns, marks, the window. It draws nothing.

import type { Race, ReportedAccess } from '../report/model.ts';
import { scaleOf, type Tick, timeLabels } from './timeline-scale.ts';

export interface Lane {
  /** Task number and, for a second strand of the owner's task, that it is one. */
  task: number;
  strand: boolean;
  kind: string;
  name: string;
  /** True for the task whose window it is. */
  owner: boolean;
  top: number;
  /** Where marks stand. */
  y: number;
}

export interface Mark {
  /** Place in `race.accesses`. */
  index: number;
  access: ReportedAccess;
  lane: number;
  x: number;
  y: number;
  time: string;
}

export interface Turn {
  number: number;
  lane: number;
  x: number;
  width: number;
}

export interface TimelineLayout {
  width: number;
  height: number;
  /** Where lanes begin; their labels stand left of it, or above them when it is 0. */
  gutter: number;
  laneHeight: number;
  lanes: Lane[];
  marks: Mark[];
  turns: Turn[];
  /** Between two turns of a lane. */
  waits: { lane: number; from: number; to: number }[];
  window: { from: number; to: number; lane: number; duration: string } | undefined;
  /** Marks of others inside the window, by place in `marks`, and the lane they struck. */
  strikes: { mark: number; lane: number }[];
  ticks: readonly Tick[];
  stretched: readonly { from: number; to: number }[];
}

/** Heights and distances in pixels; the page's style has the same. */
export const METRICS = { axis: 30, bracket: 30, lane: 96, mark: 11, turn: 30, foot: 8 };
const NARROW = 620;
const GUTTER = 172;
const LABEL_ABOVE = 22;
const LEAST_DISTANCE = 84;
const MARGIN = 52;

/**
 * @param race its accesses in the order in which they happened
 * @param room width in pixels; the timeline is wider when its marks need it
 */
export function layoutOf(race: Race, room: number): TimelineLayout {
  const gutter = room < NARROW ? 0 : GUTTER;
  const laneHeight = METRICS.lane + (gutter === 0 ? LABEL_ABOVE : 0);
  const times = race.accesses.map(({ time }) => time);
  const scale = scaleOf(times, gutter + MARGIN, room - MARGIN, LEAST_DISTANCE);
  const lanes = lanesOf(race, laneHeight, gutter === 0 ? LABEL_ABOVE : 0);
  const labels = timeLabels(times);
  const marks = race.accesses.map((access, index): Mark => {
    const lane = laneOf(lanes, access, race);
    const [x, y] = [scale.xs[index] ?? 0, lanes[lane]?.y ?? 0];
    return { index, access, lane, x, y, time: labels[index] ?? '' };
  });
  const turns = turnsOf(marks);
  const window = windowOf(marks);
  return {
    width: Math.max(room, (scale.xs.at(-1) ?? 0) + MARGIN),
    height: METRICS.axis + METRICS.bracket + lanes.length * laneHeight + METRICS.foot,
    gutter,
    laneHeight,
    lanes,
    marks,
    turns,
    waits: waitsOf(turns),
    window,
    strikes: window ? strikesOf(marks, window) : [],
    ticks: scale.ticks,
    stretched: scale.stretched,
  };
}

function ownerOf(race: Race): number | undefined {
  return (race.accesses.find(({ role }) => role === 'first') ?? race.accesses[0])?.task;
}

function lanesOf(race: Race, height: number, above: number): Lane[] {
  const owner = ownerOf(race);
  const lanes: Lane[] = [];
  for (const access of race.accesses) {
    const strand = isStrand(access, owner);
    if (lanes.some((lane) => lane.task === access.task && lane.strand === strand)) continue;
    const task = access.task === 0 ? undefined : race.tasks.find(({ id }) => id === access.task);
    const top = METRICS.axis + METRICS.bracket + lanes.length * height;
    lanes.push({
      task: access.task,
      strand,
      kind: task?.kind ?? '',
      name: task?.name ?? '',
      owner: access.task === owner && !strand,
      top,
      y: top + above + METRICS.lane / 2 - 6,
    });
  }
  return lanes;
}

/** Two strands of one task race as well: each gets a lane. */
function isStrand({ role, task }: ReportedAccess, owner: number | undefined): boolean {
  return role === 'intervening' && task === owner;
}

function laneOf(lanes: readonly Lane[], access: ReportedAccess, race: Race): number {
  const strand = isStrand(access, ownerOf(race));
  return lanes.findIndex((lane) => lane.task === access.task && lane.strand === strand);
}

/** One block for each turn of a lane, round all its marks. */
function turnsOf(marks: readonly Mark[]): Turn[] {
  const turns: Turn[] = [];
  for (const { access, lane, x } of marks) {
    const same = turns.find((turn) => turn.lane === lane && turn.number === access.turn);
    if (same) same.width = x - same.x + METRICS.turn;
    else turns.push({ number: access.turn, lane, x: x - METRICS.turn, width: 2 * METRICS.turn });
  }
  return turns;
}

function waitsOf(turns: readonly Turn[]): TimelineLayout['waits'] {
  return turns.flatMap((turn, index) => {
    const next = turns.slice(index + 1).find(({ lane }) => lane === turn.lane);
    return next ? [{ lane: turn.lane, from: turn.x + turn.width, to: next.x }] : [];
  });
}

function windowOf(marks: readonly Mark[]): TimelineLayout['window'] {
  const own = marks.filter(({ access }) => access.role !== 'intervening');
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const [, duration] = timeLabels([first.access.time, last.access.time]);
  return { from: first.x, to: last.x, lane: first.lane, duration: (duration ?? '').replace('+', '') };
}

function strikesOf(marks: readonly Mark[], window: { lane: number }): TimelineLayout['strikes'] {
  return marks.flatMap(({ access, lane }, mark) =>
    access.role === 'intervening' && lane !== window.lane ? [{ mark, lane: window.lane }] : [],
  );
}
