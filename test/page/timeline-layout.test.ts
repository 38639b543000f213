// Where things stand on a timeline: laws that hold for every race, and the lanes of known ones.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf, METRICS } from '../../src/page/timeline-layout.ts';
import { scaleOf, timeLabels } from '../../src/page/timeline-scale.ts';
import type { AccessRole, Race, ReportedAccess } from '../../src/report/model.ts';
import { RACES } from '../unit/report-races.ts';

const WIDTHS = [320, 420, 700, 1200];
const LEAST = 84;
const named = (name: string) => RACES[name] as Race;

const anyAccess: fc.Arbitrary<ReportedAccess> = fc.record({
  role: fc.constantFrom<AccessRole>('first', 'intervening', 'second'),
  op: fc.constantFrom('read', 'write', 'update', 'delete', 'iterate'),
  task: fc.nat(3),
  turn: fc.nat(5),
  time: fc.oneof(fc.double({ noNaN: true }), fc.nat(1000), fc.constantFrom(0, 1e300, -5)),
  stack: fc.constant([]),
});
const anyRace = fc
  .array(anyAccess, { maxLength: 8 })
  .map((accesses): Race => ({ ...named('lost-update'), accesses }));

describe('a timeline, whatever the race', () => {
  it('puts every access on a mark, in order and apart, inside the picture', () => {
    fc.assert(
      fc.property(anyRace, fc.constantFrom(...WIDTHS), (race, room) => {
        const { marks, width, height, lanes } = layoutOf(race, room);
        expect(marks.map(({ access }) => access)).toEqual(race.accesses);
        marks.forEach(({ x, y, lane }, index) => {
          expect(Number.isFinite(x) && x > 0 && x < width && y > 0 && y < height).toBe(true);
          expect(lanes[lane]?.y).toBe(y);
          const next = marks[index + 1];
          if (next) expect(next.x - x).toBeGreaterThan(LEAST - 0.01);
        });
      }),
    );
  });

  it('gives each task a lane, and a second one to its other strand', () => {
    fc.assert(
      fc.property(anyRace, (race) => {
        const { lanes, marks } = layoutOf(race, 700);
        const keys = lanes.map(({ task, strand }) => `${task} ${strand}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { access, lane } of marks) expect(lanes[lane]?.task).toBe(access.task);
        expect(lanes.filter(({ owner }) => owner).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps every mark inside a block of its turn', () => {
    fc.assert(
      fc.property(anyRace, (race) => {
        const { marks, turns } = layoutOf(race, 700);
        for (const { access, lane, x } of marks) {
          const block = turns.find((turn) => turn.lane === lane && turn.number === access.turn);
          expect(block && block.x <= x && x <= block.x + block.width).toBe(true);
        }
      }),
    );
  });
});

describe('the timeline of a known race', () => {
  it('has the window in the lane of the first task, and the strike of the other inside it', () => {
    const { lanes, window, strikes, marks, waits } = layoutOf(named('lost-update'), 900);
    expect(lanes.map(({ task, owner }) => [task, owner])).toEqual([
      [7, true],
      [8, false],
    ]);
    expect(window).toMatchObject({ lane: 0, from: marks[0]?.x, to: marks[2]?.x, duration: '2.8 ms' });
    expect(strikes).toEqual([{ mark: 1, lane: 0 }]);
    expect(waits).toHaveLength(1);
  });

  it('shows two strands of one task as two lanes', () => {
    const { lanes, strikes } = layoutOf(named('two-strands-and-missing-stacks'), 900);
    expect(lanes.map(({ task, strand }) => [task, strand])).toEqual([
      [9, false],
      [9, true],
    ]);
    expect(strikes).toHaveLength(1);
  });

  it('puts two accesses of one turn into one block', () => {
    const { turns } = layoutOf(named('torn-read'), 900);
    expect(turns.map(({ number }) => number)).toEqual([20, 21, 29]);
    expect(turns[1]?.width).toBeGreaterThan(2 * METRICS.turn);
  });

  it('writes lane labels above the lanes where there is little room', () => {
    const [narrow, wide] = [layoutOf(named('lost-update'), 400), layoutOf(named('lost-update'), 900)];
    expect([narrow.gutter, wide.gutter > 0]).toEqual([0, true]);
    expect(narrow.laneHeight).toBeGreaterThan(wide.laneHeight);
  });
});

describe('the scale', () => {
  it('is true to time where there is room', () => {
    const { xs, stretched } = scaleOf([100, 110, 130], 0, 600, 50);
    expect(xs).toEqual([0, 200, 600]);
    expect(stretched).toEqual([]);
  });

  it('keeps a short stretch readable, says that it is longer than it was, and scales the rest', () => {
    const { xs, stretched } = scaleOf([0, 0.01, 100, 200], 0, 650, 50);
    expect(xs[1]).toBe(50);
    expect(stretched).toEqual([{ from: 0, to: 50 }]);
    expect((xs[2] ?? 0) - 50).toBeCloseTo(300, 0);
  });

  it('spreads moments that are all the same', () => {
    expect(scaleOf([5, 5, 5], 0, 400, 50)).toMatchObject({ xs: [0, 200, 400], ticks: [] });
  });

  it('has round ticks that stand where their time is', () => {
    const { xs, ticks } = scaleOf([3, 97.8], 0, 1000, 50);
    expect(ticks.map(({ time }) => time)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    for (const { x, time } of ticks) expect(x).toBeCloseTo((time / 94.8) * (xs[1] ?? 0), 6);
  });

  const labels: [times: number[], expected: string[]][] = [
    [
      [12.31, 14.02, 15.13],
      ['0 ms', '+1.7 ms', '+2.8 ms'],
    ],
    [
      [7.1, 7.12, 7.121],
      ['0 ms', '+0.020 ms', '+0.021 ms'],
    ],
    [
      [5, 5],
      ['0 ms', '+0.0 ms'],
    ],
  ];
  it.each(labels)('labels %j with as many digits as tell neighbours apart', (times, expected) => {
    expect(timeLabels(times)).toEqual(expected);
  });
});
