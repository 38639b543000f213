// Starting and stopping by hand against rests: what is done by hand comes first.

import { expect, it } from 'vitest';
import { Watching } from '../../src/staging/watching.ts';

type Step = 'start' | 'stop' | 'pause' | 'resume' | 'end';

/** What it says after these steps, and how often watching began and ended. */
function after(...steps: Step[]) {
  const turns: boolean[] = [];
  const switched: boolean[] = [];
  const watching = new Watching((on) => turns.push(on));
  watching.onSwitch((on) => switched.push(on));
  for (const step of steps) {
    if (step === 'pause') watching.pause('burst');
    else watching[step]();
  }
  return { now: watching.now, active: watching.active, rests: watching.rests, turns, switched };
}

it.each<[string, Step[], object]>([
  ['watches at first', [], { now: true, active: true, turns: [], switched: [] }],
  ['rests and goes on', ['pause', 'resume'], { now: true, turns: [false, true], switched: [] }],
  ['says why it rests', ['pause'], { now: false, active: true, rests: 'burst', turns: [false] }],
  ['stays stopped when a burst begins', ['stop', 'resume'], { now: false, active: false, turns: [false] }],
  [
    'stopped in a rest stays stopped',
    ['pause', 'stop', 'resume'],
    { now: false, active: false, turns: [false] },
  ],
  [
    'started in a rest watches at once',
    ['pause', 'start'],
    { now: true, turns: [false, true], switched: [true] },
  ],
  ['stopped twice is stopped once', ['stop', 'stop'], { turns: [false], switched: [false] }],
  ['started while it watches goes on', ['start'], { now: true, turns: [], switched: [] }],
  ['does not rest when stopped', ['stop', 'pause'], { rests: undefined, turns: [false] }],
  ['ends for good', ['end', 'stop', 'start', 'resume'], { now: false, active: false, turns: [] }],
])('%s', (_name, steps, expected) => {
  expect(after(...steps)).toMatchObject(expected);
});
