// How a budget is kept, lap by lap, with loads that answer to the sample as real ones do.

import { describe, expect, it } from 'vitest';
import { Steering } from '../../src/staging/steering.ts';

const BUDGET = 0.03;

/** Drives it with a load whose recording costs `whole` when everything is recorded. */
function drive(steering: Steering, fixed: number, whole: number, laps = 200): Steering {
  for (let lap = 0; lap < laps; lap++) steering.take({ fixed, recording: whole * steering.sample });
  return steering;
}

describe('the sample', () => {
  it.each([
    ['stays what was asked for while the load is light', 0.001, 0.1, 0.05, 0.05],
    ['stays what was asked for just below the budget', 0.02, 0.1, 0.05, 0.05],
  ])('%s', (_name, fixed, whole, asked, expected) => {
    expect(drive(new Steering(BUDGET, asked), fixed, whole).sample).toBe(expected);
  });

  it('shrinks until the load fits, and no further than that', () => {
    const steering = drive(new Steering(BUDGET, 0.5), 0.01, 1);
    expect(steering.sample).toBeGreaterThan(0.005);
    expect(steering.sample).toBeLessThan(0.02);
    expect(steering).toMatchObject({ rest: 0 });
    expect(steering.overhead).toBeLessThanOrEqual(BUDGET);
  });

  it('comes back when the load is gone, never above what was asked for', () => {
    const steering = drive(new Steering(BUDGET, 0.5), 0.01, 1);
    expect(drive(steering, 0.001, 0.01).sample).toBe(0.5);
  });

  it('is not moved by a single lap', () => {
    const steering = new Steering(BUDGET, 0.05);
    steering.take({ fixed: 0.01, recording: 1 });
    expect(steering.sample).toBe(0.05);
  });

  it('settles: under an even load it does not go up and down', () => {
    const steering = drive(new Steering(BUDGET, 0.5), 0.01, 1);
    const { sample } = steering;
    expect(drive(steering, 0.01, 1).sample).toBe(sample);
  });

  it('that the user asks for is tried first, and shrunk again', () => {
    const steering = drive(new Steering(BUDGET, 0.5), 0.01, 1);
    steering.ask(1);
    expect(steering.sample).toBe(1);
    expect(drive(steering, 0.01, 1).sample).toBeLessThan(0.02);
  });
});

describe('rests', () => {
  it('make a load fit that no sample can make fit', () => {
    const steering = drive(new Steering(BUDGET, 0.05), 0.1, 0.1);
    expect(steering.rest).toBeGreaterThan(0.5);
    expect(steering.overhead).toBeLessThanOrEqual(BUDGET);
  });

  it('leave the sample alone when recording is not what costs', () => {
    expect(drive(new Steering(BUDGET, 0.05), 0.1, 0.01).sample).toBe(0.05);
  });

  it('end when the load is gone', () => {
    const steering = drive(new Steering(BUDGET, 0.05), 0.1, 0.1);
    expect(drive(steering, 0.01, 0.01)).toMatchObject({ rest: 0, sample: 0.05 });
  });

  it('leave some time to watch, however high the load', () => {
    const { rest } = drive(new Steering(BUDGET, 0.05), 50, 50);
    expect(rest).toBeGreaterThan(0.9);
    expect(rest).toBeLessThan(1);
  });
});
