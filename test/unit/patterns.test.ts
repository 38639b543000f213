import { describe, expect, it } from 'vitest';
import { ABSENT, PRESENT } from '../../src/core/ops.ts';
import { ports } from '../../src/core/ports.ts';
import { append, clear, look, read, remove, reorder, write } from '../../src/core/record.ts';
import type { Shadow } from '../../src/core/shadow.ts';
import { Walk } from '../../src/core/walk.ts';
import { ByHand } from './by-hand.ts';

const A = 1;
const B = 2;

interface Case {
  name: string;
  kind?: Shadow['kind'];
  program(run: ByHand, shadow: Shadow): void;
  expect: string[];
}

/** The tiny program of most cases: what A does first, what B does meanwhile, what A does then. */
function window(
  first: (s: Shadow, run: ByHand) => void,
  between: (s: Shadow, run: ByHand) => void,
  second: (s: Shadow, run: ByHand) => void,
): Case['program'] {
  return (run, shadow) => {
    run.at('first:1');
    run.turn(A, () => first(shadow, run));
    run.at('other:1');
    run.turn(B, () => between(shadow, run));
    run.at('second:1');
    run.turn(A, () => second(shadow, run));
  };
}

/** The same in one activation of a function: A's accesses are one piece of work. */
function activation(...acts: Parameters<typeof window>): Case['program'] {
  const [first, between, second] = acts;
  return window(
    (s, run) => {
      run.at('buy:1');
      first(s, run);
    },
    between,
    (s, run) => {
      run.at('buy:2');
      second(s, run);
    },
  );
}

const reads = (value: unknown) => (s: Shadow) => read(s.locate('n'), value);
const writes = (value: unknown, previous: unknown) => (s: Shadow) => write(s.locate('n'), value, previous);
const updates = (value: unknown, previous: unknown) => (s: Shadow) => {
  read(s.locate('n'), previous);
  write(s.locate('n'), value, previous);
};

const CASES: Record<string, Case[]> = {
  'lost-update': [
    {
      name: 'is read, foreign write, write',
      program: window(reads(10), writes(9, 10), writes(9.5, 9)),
      expect: ['error lost-update'],
    },
    {
      name: 'is read, foreign write, delete',
      program: window(reads('old'), writes('new', 'old'), (s) => remove(s.locate('n'), 'new')),
      expect: ['error lost-update'],
    },
    {
      name: 'is write, foreign newer entry, delete without a look',
      program: window(writes('mine', ABSENT), writes('newer', 'mine'), (s) => remove(s.locate('n'), 'newer')),
      expect: ['error lost-update'],
    },
    {
      name: 'is not a write after a fresh look in its own turn',
      program: window(reads(10), writes(9, 10), (s, run) => {
        run.at('second:1');
        read(s.locate('n'), 9);
        run.at('second:2');
        write(s.locate('n'), 8, 9);
      }),
      expect: [],
    },
    {
      name: 'is not a write of the value that is there already',
      program: window(reads('new'), writes('done', 'new'), writes('done', 'done')),
      expect: [],
    },
    {
      name: 'is two tasks that count down from the same number to the same number',
      program: window(reads(10), writes(9, 10), writes(9, 9)),
      expect: ['error lost-update'],
    },
    {
      name: 'is not a write after the value came back',
      program(run, shadow) {
        run.turn(A, () => reads(10)(shadow));
        run.turn(B, () => writes(9, 10)(shadow));
        run.turn(B, () => writes(10, 9)(shadow));
        run.turn(A, () => writes(11, 10)(shadow));
      },
      expect: [],
    },
    {
      name: 'is not a reading of the clock, whatever was read before',
      program: window(reads(0), writes(Date.now() - 5, 0), writes(Date.now(), Date.now() - 5)),
      expect: [],
    },
    {
      name: 'is not a blind write: nothing was read',
      program: window(writes(1, 0), writes(2, 1), writes(3, 2)),
      expect: [],
    },
    {
      name: 'is not a foreign write that A waited for',
      program(run, shadow) {
        const first = run.turn(A, () => reads(10)(shadow));
        const helper = run.strand(B, first, () => writes(9, 10)(shadow));
        run.turn(A, () => writes(8, 9)(shadow), helper);
      },
      expect: [],
    },
    {
      name: 'happens between two strands of one task',
      program(run, shadow) {
        run.at('buy:1');
        const fork = run.turn(A, () => reads(10)(shadow));
        run.at('buy:2');
        run.strand(A, fork, () => writes(9, 10)(shadow));
        run.strand(A, fork, () => writes(8, 9)(shadow));
      },
      expect: ['error lost-update'],
    },
    {
      name: "is not a parent's read before it forks children",
      program(run, shadow) {
        run.at('parent:1');
        const fork = run.turn(A, () => reads(10)(shadow));
        run.at('child:1');
        run.strand(A, fork, () => writes(9, 10)(shadow));
        run.strand(A, fork, () => writes(8, 9)(shadow));
      },
      expect: [],
    },
  ],
  'check-then-act': [
    {
      name: 'is check, foreign update, update in place',
      program: activation(reads(1), updates(0, 1), updates(-1, 0)),
      expect: ['error check-then-act'],
    },
    {
      name: 'is check, foreign update, update in a callback of the function that checked',
      program: (run, shadow) => {
        ports.inCallbackOf = (a, b) => run.placeOf(a) === 'first:1' && run.placeOf(b) === 'second:1';
        window(reads(1), updates(0, 1), updates(-1, 0))(run, shadow);
      },
      expect: ['error check-then-act'],
    },
    {
      name: 'is not an update by other work of the same task than that which looked',
      program: window(reads(1), updates(0, 1), updates(-1, 0)),
      expect: [],
    },
    {
      name: 'is not taking back what the task itself had added',
      program: (run, shadow) => {
        run.turn(A, () => updates(6, 5)(shadow));
        activation(reads(6), updates(7, 6), updates(6, 7))(run, shadow);
      },
      expect: [],
    },
    {
      name: 'is not a value made anew from the newest one',
      program: activation(reads('a'), updates('ab', 'a'), updates('abc', 'ab')),
      expect: [],
    },
    {
      name: 'is not an update whose only look is a test',
      program: (run, shadow) => {
        ports.onlyTested = (capture) => run.placeOf(capture) === 'buy:2';
        activation(
          reads('closed'),
          updates('half-open', 'closed'),
          updates('closed', 'half-open'),
        )(run, shadow);
      },
      expect: [],
    },
    {
      name: 'is not an update after a re-check at a place of its own',
      program: window(reads(1), updates(0, 1), (s, run) => {
        run.at('second:1');
        read(s.locate('n'), 0);
        run.at('second:2');
        write(s.locate('n'), -1, 0);
      }),
      expect: [],
    },
    {
      name: 'is not an update after two looks: the first was a check',
      program: window(reads(1), updates(0, 1), (s) => {
        read(s.locate('n'), 0);
        read(s.locate('n'), 0);
        write(s.locate('n'), -1, 0);
      }),
      expect: [],
    },
    {
      name: 'is not two updates in place around a foreign one',
      program: window(updates(1, 0), updates(2, 1), updates(3, 2)),
      expect: [],
    },
    {
      name: 'is only a notice for a counter that only grows',
      program: activation(reads(1), updates(2, 1), updates(3, 2)),
      expect: ['notice check-then-act'],
    },
    {
      name: 'is an error for a counter that was held against a limit before it grows',
      program: (run, shadow) => {
        ports.onlyTested = (capture) => run.placeOf(capture) === 'buy:1';
        activation(reads(1), updates(2, 1), updates(3, 2))(run, shadow);
      },
      expect: ['error check-then-act'],
    },
    {
      name: 'is a warning when both found nothing and both filled it',
      kind: 'map',
      program: window(reads(ABSENT), writes('b', ABSENT), writes('a', 'b')),
      expect: ['warning check-then-act'],
    },
    {
      name: 'is splice at a remembered index after items moved',
      kind: 'array',
      program: window(
        (s) => look(s, 3),
        (s) => reorder(s, false),
        (s) => reorder(s, true),
      ),
      expect: ['error check-then-act'],
    },
    {
      name: 'is not splice at an index after items were only added at the end',
      kind: 'array',
      program: window(
        (s) => look(s, 3),
        (s) => append(s),
        (s) => reorder(s, true),
      ),
      expect: [],
    },
  ],
  overwritten: [
    {
      name: 'is write, foreign write, read',
      program: window(writes('ann', ''), writes('bob', 'ann'), reads('bob')),
      expect: ['error overwritten'],
    },
    {
      name: 'is not a foreign write of the same value',
      program: window(writes('ann', ''), writes('ann', 'ann'), reads('ann')),
      expect: [],
    },
    {
      name: 'is not a foreign update in place: updates add up',
      program: window(writes(1, 0), updates(2, 1), reads(2)),
      expect: [],
    },
    {
      name: 'is not an own update in place before',
      program: window(updates(1, 0), writes(5, 1), reads(5)),
      expect: [],
    },
    {
      name: 'is not a shared value refreshed twice by tasks that had looked before',
      program: (run, shadow) => {
        run.turn(A, () => reads('old')(shadow));
        window(writes('new', 'old'), writes('newer', 'new'), reads('newer'))(run, shadow);
      },
      expect: [],
    },
    {
      name: 'is not a Date of now',
      program: window(writes(new Date(), null), writes(new Date(), null), reads(new Date())),
      expect: [],
    },
  ],
  'unrepeatable-read': [
    {
      name: 'is two reads that differ, at two places',
      program: window(reads(1), writes(2, 1), reads(2)),
      expect: ['notice unrepeatable-read'],
    },
    {
      name: 'is not polling: both reads at one place',
      program: (run, shadow) => {
        run.at('poll:1');
        run.turn(A, () => reads(false)(shadow));
        run.turn(B, () => writes(true, false)(shadow));
        run.turn(A, () => reads(true)(shadow));
      },
      expect: [],
    },
  ],
  'dirty-read': [
    {
      name: 'is an error when a whole container was emptied and refilled around a look-up',
      kind: 'map',
      program: window(
        (s) => clear(s),
        (s) => read(s.locate('k'), ABSENT),
        (s) => write(s.locate('k'), 'v', ABSENT),
      ),
      expect: ['error dirty-read'],
    },
    {
      name: 'is an error when an empty container was put in its place',
      program: window(writes([], [1]), reads([]), writes([1, 2], [])),
      expect: ['error dirty-read'],
    },
    {
      name: 'is only a notice for two ordinary writes around a read',
      program: window(writes(1, 0), reads(1), writes(2, 1)),
      expect: ['notice dirty-read'],
    },
    {
      name: 'is not a reader that fills the gap itself',
      kind: 'map',
      program: (run, s) => {
        run.at('clear:1');
        run.turn(A, () => clear(s));
        run.at('lookup:1');
        run.turn(B, () => read(s.locate('k'), ABSENT));
        run.turn(B, () => write(s.locate('k'), 'v', ABSENT));
        run.at('refill:1');
        run.turn(A, () => write(s.locate('k'), 'w', 'v'));
      },
      expect: [],
    },
    {
      name: 'is not a boolean flag',
      program: window(writes(true, false), reads(true), writes(false, true)),
      expect: [],
    },
    {
      name: 'is not progress written at one place in a loop',
      program: (run, shadow) => {
        run.at('loop:1');
        run.turn(A, () => writes(1, 0)(shadow));
        run.at('poll:1');
        run.turn(B, () => reads(1)(shadow));
        run.at('loop:1');
        run.turn(A, () => writes(2, 1)(shadow));
      },
      expect: [],
    },
  ],
  'torn-read': [
    {
      name: 'is two fields read apart while another wrote both together',
      program: window(
        (s) => read(s.locate('host'), 'a'),
        (s) => {
          write(s.locate('host'), 'b', 'a');
          write(s.locate('port'), 2, 1);
        },
        (s) => read(s.locate('port'), 2),
      ),
      expect: ['warning torn-read'],
    },
    {
      name: 'is not when the first field was read again afterwards',
      program: (run, s) => {
        run.turn(A, () => read(s.locate('host'), 'a'));
        run.turn(B, () => {
          write(s.locate('host'), 'b', 'a');
          write(s.locate('port'), 2, 1);
        });
        run.turn(A, () => {
          read(s.locate('host'), 'b');
          read(s.locate('port'), 2);
        });
      },
      expect: [],
    },
    {
      name: 'is a transfer between two fields while another reads both',
      program: window(
        (s) => {
          read(s.locate('from'), 10);
          write(s.locate('from'), 5, 10);
        },
        (s) => {
          read(s.locate('from'), 5);
          read(s.locate('to'), 0);
        },
        (s) => {
          read(s.locate('to'), 0);
          write(s.locate('to'), 5, 0);
        },
      ),
      expect: ['warning torn-read'],
    },
    {
      name: 'is not two statistics that another kept together',
      program: window(
        (s) => read(s.locate('active'), 5),
        (s) => {
          read(s.locate('active'), 5);
          write(s.locate('active'), 4, 5);
          read(s.locate('total'), 70);
          write(s.locate('total'), 81, 70);
        },
        (s) => read(s.locate('total'), 81),
      ),
      expect: [],
    },
    {
      name: 'is not a reading of the clock beside a value',
      program: window(
        (s) => read(s.locate('path'), '/a'),
        (s) => {
          write(s.locate('path'), '/b', '/a');
          write(s.locate('at'), Date.now(), 0);
        },
        (s) => read(s.locate('at'), Date.now()),
      ),
      expect: [],
    },
  ],
  'mutation-during-iteration': [
    {
      name: 'is a foreign addition between two steps',
      kind: 'map',
      program: (run, s) => {
        let walk: Walk | undefined;
        run.turn(A, () => {
          walk = new Walk(s);
          walk.step();
        });
        run.turn(B, () => write(s.locate('k'), 1, ABSENT));
        run.turn(A, () => walk?.step());
      },
      expect: ['error mutation-during-iteration'],
    },
    {
      name: 'is not a change of a value in place',
      kind: 'map',
      program: (run, s) => {
        let walk: Walk | undefined;
        run.turn(A, () => {
          walk = new Walk(s);
        });
        run.turn(B, () => write(s.locate('k'), 2, 1));
        run.turn(A, () => walk?.step());
      },
      expect: [],
    },
    {
      name: 'is not a change after the walk was finished',
      kind: 'map',
      program: (run, s) => {
        let walk: Walk | undefined;
        run.turn(A, () => {
          walk = new Walk(s);
          walk.finish();
        });
        run.turn(B, () => write(s.locate('k'), 1, ABSENT));
        run.turn(A, () => walk?.step());
      },
      expect: [],
    },
    {
      name: 'is not a deletion by a helper that was awaited',
      kind: 'map',
      program: (run, s) => {
        let walk: Walk | undefined;
        const begin = run.turn(A, () => {
          walk = new Walk(s);
        });
        const helper = run.strand(B, begin, () => remove(s.locate('k'), 1));
        run.turn(A, () => walk?.step(), helper);
      },
      expect: [],
    },
  ],
  'unsafe-publication': [
    {
      name: 'is a field read by another before the publisher filled it in',
      program: (run, s) => {
        run.turn(A, () => {});
        const published = run.turn(A, () => {});
        s.publication = { task: A, turn: published, stack: 0 };
        run.turn(B, () => read(s.locate('price'), undefined));
        run.turn(A, () => write(s.locate('price'), 5, undefined));
      },
      expect: ['warning unsafe-publication'],
    },
    {
      name: 'is not a field that the reader found filled',
      program: (run, s) => {
        const published = run.turn(A, () => {});
        s.publication = { task: A, turn: published, stack: 0 };
        run.turn(B, () => read(s.locate('price'), 4));
        run.turn(A, () => write(s.locate('price'), 5, 4));
      },
      expect: [],
    },
    {
      name: 'is not when the reader looked at the status that is set with the field',
      program: (run, s) => {
        const published = run.turn(A, () => {});
        s.publication = { task: A, turn: published, stack: 0 };
        run.turn(B, () => {
          read(s.locate('status'), 'queued');
          read(s.locate('result'), undefined);
        });
        run.turn(A, () => {
          write(s.locate('result'), 5, undefined);
          write(s.locate('status'), 'done', 'queued');
        });
      },
      expect: [],
    },
  ],
  'a presence check': [
    {
      name: 'that still holds is no reason to report a later write',
      kind: 'map',
      program: window(reads(PRESENT), writes('b', 'a'), writes('c', 'b')),
      expect: [],
    },
    {
      name: 'followed by the deletion of a newer entry is a lost update',
      kind: 'map',
      program: window(reads(PRESENT), writes('newer', 'old'), (s) => remove(s.locate('n'), 'newer')),
      expect: ['error lost-update'],
    },
  ],
};

for (const [pattern, cases] of Object.entries(CASES)) {
  describe(pattern, () => {
    it.each(cases)('$name', ({ program, kind, expect: expected }) => {
      const run = new ByHand();
      program(run, run.shadow(kind ?? 'object'));
      expect(run.verdicts).toEqual(expected);
    });
  });
}
