// Where a moment stands on the timeline: to scale where there is room, and never too close to its neighbour.

export interface Tick {
  x: number;
  /** Milliseconds after the first access. */
  time: number;
}

export interface Scale {
  /** One for each moment, rising. */
  xs: readonly number[];
  /** The stretches between moments that are drawn longer than they were. */
  stretched: readonly { from: number; to: number }[];
  ticks: readonly Tick[];
}

const TICK_DISTANCE = 70;
/** From a tick to the end of its stretch, so that labels do not meet. */
const TICK_MARGIN = 26;

/**
 * @param times milliseconds, in the order in which they happened
 * @param from where the first stands
 * @param to where the last stands, or further right when `least` asks for it
 * @param least distance between neighbours
 */
export function scaleOf(times: readonly number[], from: number, to: number, least: number): Scale {
  const gaps = times.slice(1).map((time, index) => lapse(times[index] ?? time, time));
  const space = Math.max(to - from, least * gaps.length);
  const { fixed, perMs } = share(gaps, space, least);
  const widths = gaps.map((gap, index) => (fixed.has(index) ? (fixed.get(index) ?? least) : gap * perMs));
  const xs = [from];
  for (const width of widths) xs.push((xs.at(-1) ?? from) + width);
  const stretches = gaps.map((_gap, index) => ({
    from: xs[index] ?? from,
    to: xs[index + 1] ?? from,
    index,
  }));
  return {
    xs,
    stretched: stretches.filter(({ index }) => fixed.has(index)).map(({ from, to }) => ({ from, to })),
    ticks: stretches
      .filter(({ index }) => !fixed.has(index))
      .flatMap(({ from, to, index }) => ticksIn(sumOf(gaps.slice(0, index)), from, to, perMs)),
  };
}

function sumOf(gaps: readonly number[]): number {
  return gaps.reduce((total, gap) => total + gap, 0);
}

/** Nothing where a clock went backwards or a log says nonsense. */
function lapse(from: number, to: number): number {
  const gap = to - from;
  return gap > 0 && Number.isFinite(gap) ? gap : 0;
}

/** Which gaps get the least width (or an even part of all, when no gap lasts), and the scale of the others. */
function share(gaps: readonly number[], space: number, least: number) {
  const fixed = new Map<number, number>();
  for (;;) {
    const free = gaps.map((gap, index) => ({ gap, index })).filter(({ index }) => !fixed.has(index));
    const sum = sumOf(free.map(({ gap }) => gap));
    const room = space - least * fixed.size;
    if (sum === 0) {
      for (const { index } of free) fixed.set(index, room / free.length);
      return { fixed, perMs: 0 };
    }
    const perMs = room / sum;
    const narrow = free.filter(({ gap }) => gap * perMs < least);
    if (narrow.length === 0) return { fixed, perMs };
    for (const { index } of narrow) fixed.set(index, least);
  }
}

function ticksIn(begin: number, from: number, to: number, perMs: number): Tick[] {
  const step = niceStep(TICK_DISTANCE / perMs);
  const ticks: Tick[] = [];
  for (let number = Math.ceil(begin / step); ; number++) {
    const x = from + (number * step - begin) * perMs;
    if (!(x <= to - TICK_MARGIN)) return ticks;
    if (number > 0 && x >= from + TICK_MARGIN) ticks.push({ x, time: number * step });
  }
}

/** The smallest of 1, 2, 5, 10, 20 … (and their fractions) that is not below `wanted`. */
function niceStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5, 10].find((factor) => factor * power >= wanted * 0.999) ?? 10) * power;
}

/** `0 ms`, `+62.9 ms`: with as many digits as it takes to tell neighbours apart, three at most. */
export function timeLabels(times: readonly number[]): string[] {
  const start = times[0] ?? 0;
  const distinct = new Set(times.map((time) => (time - start).toFixed(3))).size;
  const digits = [1, 2, 3].find(
    (count) => new Set(times.map((time) => (time - start).toFixed(count))).size === distinct,
  );
  return times.map((time, index) => (index === 0 ? '0 ms' : `+${(time - start).toFixed(digits ?? 3)} ms`));
}
