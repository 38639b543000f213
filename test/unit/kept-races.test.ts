// Which races are kept when there is no room for all, and what of their counts is written.

import { describe, expect, it } from 'vitest';
import { KeptRaces } from '../../src/kept-races.ts';
import type { Level, Race } from '../../src/report/model.ts';
import { RACES } from './report-races.ts';

let made = 0;

function raceOf(level: Level): Race {
  const fingerprint = (++made).toString(16).padStart(16, '0');
  return { ...(RACES['lost-update'] as Race), level, fingerprint, count: 1 };
}

const levels = (kept: KeptRaces) => [...kept.races()].map(({ level }) => level).sort();

describe('when there is no room', () => {
  it.each<[string, Level[], Level[]]>([
    ['a race as bad as the others is refused', ['error', 'error', 'error'], ['error', 'error']],
    ['a milder one is refused', ['error', 'warning', 'notice'], ['error', 'warning']],
    ['a worse one takes the place of the mildest', ['warning', 'notice', 'error'], ['error', 'warning']],
    ['worse ones take every place', ['notice', 'warning', 'error', 'error'], ['error', 'error']],
  ])('%s', (_name, found, left) => {
    const kept = new KeptRaces(() => 2);
    for (const level of found) kept.add(raceOf(level), 0);
    expect(levels(kept)).toEqual(left);
  });

  it('the oldest of the mildest goes first', () => {
    const kept = new KeptRaces(() => 2);
    const [old, young, worse] = [raceOf('warning'), raceOf('warning'), raceOf('error')];
    expect([old, young, worse].map((race) => kept.add(race, 0))).toEqual(['added', 'added', 'instead']);
    expect([...kept.races()]).toEqual([young, worse]);
  });

  it('is told beforehand, and no longer once all is forgotten', () => {
    const kept = new KeptRaces(() => 1);
    expect(kept.hasRoomFor('notice')).toBe(true);
    kept.add(raceOf('warning'), 0);
    expect([kept.hasRoomFor('warning'), kept.hasRoomFor('error')]).toEqual([false, true]);
    kept.clear();
    expect([kept.hasRoomFor('notice'), kept.size]).toEqual([true, 0]);
  });
});

describe('updates', () => {
  it('say how often a race was seen since it was written, so that all lines add up', () => {
    const kept = new KeptRaces(() => 2);
    const race = raceOf('error');
    kept.add(race, 0);
    const written = [1];
    for (const count of [4, 5, 5, 9]) {
      race.count = count;
      written.push(...kept.updates(0).map((update) => update.count));
    }
    expect(written).toEqual([1, 3, 1, 4]);
    expect(race.count).toBe(9);
  });

  it('are due when the count has doubled, a while after the last line', () => {
    const kept = new KeptRaces(() => 2);
    const race = raceOf('error');
    kept.add(race, 1000);
    const due = (count: number, time: number) => {
      race.count = count;
      return kept.updates(time, 100).map((update) => update.count);
    };
    expect(due(1, 5000)).toEqual([]);
    expect(due(50, 1099)).toEqual([]);
    expect(due(50, 1100)).toEqual([49]);
    expect(due(99, 5000)).toEqual([]);
    expect(due(100, 5000)).toEqual([50]);
  });
});
