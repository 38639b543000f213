// Rules that go by what the source says: instrumented snippets, two overlapping tasks, real stacks; who is accused
// and who is not. Each rule has its pair.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enter, leave } from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { ports } from '../../src/core/ports.ts';
import { captureStack, configureCaptures } from '../../src/stacks/capture.ts';
import { questions } from '../../src/stacks/questions.ts';
import { configureFrames } from '../../src/stacks/resolve.ts';
import { ByHand } from './by-hand.ts';
import { load } from './instrumented.ts';

/** The runner's own formatter knows of no instrumentation. */
const { prepareStackTrace } = Error;
afterEach(() => {
  Error.prepareStackTrace = prepareStackTrace;
});

let run: ByHand;
beforeEach(() => {
  Reflect.deleteProperty(Error, 'prepareStackTrace');
  run = new ByHand();
  Object.assign(ports, questions);
  ports.capture = captureStack;
  ports.lowestRank = 1;
  configureCaptures({});
  configureFrames({ cwd: '/' });
});

/** One task: an instrumented function that waits now and then. */
class Task {
  private last = 0;
  private go: (() => void) | undefined;
  private readonly number: number;
  private readonly body: (pause: (value?: unknown) => Promise<unknown>) => unknown;

  constructor(number: number, body: Task['body']) {
    this.number = number;
    this.body = body;
  }

  /** Runs in a turn of its own until it waits again, or ends. */
  async step(): Promise<void> {
    enter(this.last, 0, 0, this.number);
    this.last = now.turn;
    if (this.go === undefined) this.start();
    else this.go();
    await new Promise(setImmediate);
    leave();
  }

  private start(): void {
    this.go = () => {};
    this.body((value) => new Promise((resolve) => (this.go = () => resolve(value))));
  }
}

/** Runs the tasks `a` and `b` of a snippet in this order, a letter for a step, and says what is found. */
async function verdicts(code: string, steps: string): Promise<string[]> {
  const { a, b } = load(code).exports;
  const tasks: Record<string, Task> = { a: new Task(1, a as never), b: new Task(2, (b ?? a) as never) };
  for (const letter of steps) await tasks[letter]?.step();
  return run.verdicts;
}

type Case = [sentence: string, code: string, verdicts: string[], steps?: string];

function rule(name: string, cases: Case[]): void {
  describe(name, () => {
    it.each(cases)('%s', async (_sentence, code, expected, steps = 'aba') => {
      expect(await verdicts(code, steps)).toEqual(expected);
    });
  });
}

rule('lost-update: the write is made of what was read (depends: data)', [
  [
    'a stale count is written back',
    `const s = { n: 10 };
     exports.a = async (pause) => { const n = s.n; await pause(); s.n = n - 1; };
     exports.b = () => { s.n = 5; };`,
    ['error lost-update'],
  ],
  [
    'what is written has nothing to do with what was read (depends: none)',
    `const s = { n: 10, log: [] };
     exports.a = async (pause) => { const n = s.n; await pause(); s.n = 100; return n; };
     exports.b = () => { s.n = 5; };`,
    [],
  ],
  [
    'the same number twice is one count lost',
    `const s = { n: 10 };
     const less = (n) => n - 1;
     exports.a = async (pause) => { const n = s.n; await pause(); s.n = less(n); };`,
    ['error lost-update'],
    'abab',
  ],
  [
    'a variable of the module',
    `let n = 10;
     exports.a = async (pause) => { const before = n; await pause(); n = before - 1; };
     exports.b = () => { n = 5; };`,
    ['error lost-update'],
  ],
  [
    'a variable that is written afresh',
    `let n = 10;
     exports.a = async (pause) => { const before = n; await pause(); n = 0; return before; };
     exports.b = () => { n = 5; };`,
    [],
  ],
]);

rule('lost-update: a value that was only handed on decides nothing (depends: control, role)', [
  [
    'a test decides',
    `const s = { n: 10 };
     exports.a = async (pause) => { if (s.n > 3) { await pause(); s.n = 0; } };
     exports.b = () => { s.n = 5; };`,
    ['error lost-update'],
  ],
  [
    'a number was handed to what is awaited',
    `const s = { n: 10 };
     exports.a = async (pause) => { await pause(s.n); s.n = 0; };
     exports.b = () => { s.n = 5; };`,
    [],
  ],
  [
    'a list was handed to what is awaited, and is replaced',
    `const s = { list: [1] };
     exports.a = async (pause) => { await pause(s.list); s.list = []; };
     exports.b = () => { s.list = [1, 2]; };`,
    ['error lost-update'],
  ],
]);

rule('lost-update: which look counts for a write (countsForWrite)', [
  [
    'the write goes by a look of long ago, whoever looks again beside it',
    `const s = { n: 10 };
     const view = { show: () => s.n };
     exports.a = async (pause) => { const n = s.n; await pause(); view.show(); s.n = n - 1; };
     exports.b = () => { s.n = 5; };`,
    ['error lost-update'],
  ],
  [
    'a function called by its bare name is trusted to be part of it',
    `const s = { n: 10 };
     const show = () => s.n;
     exports.a = async (pause) => { const n = s.n; await pause(); show(); s.n = n - 1; };
     exports.b = () => { s.n = 5; };`,
    [],
  ],
  [
    'the write goes by the fresh look',
    `const s = { n: 10 };
     exports.a = async (pause) => {
       let n = s.n;
       await pause(n);
       n = s.n;
       s.n = n - 1;
     };
     exports.b = () => { s.n = 5; };`,
    [],
  ],
  [
    'the fresh look is that of a helper which the write is made of',
    `const s = { n: 10 };
     const view = { current: () => s.n };
     exports.a = async (pause) => { let n = s.n; await pause(n); n = view.current(); s.n = n - 1; };
     exports.b = () => { s.n = 5; };`,
    [],
  ],
  [
    'the fresh look guards the write',
    `const s = { n: 10 };
     exports.a = async (pause) => { const n = s.n; await pause(); if (s.n !== n) return; s.n = n - 1; };
     exports.b = () => { s.other = 5; };`,
    [],
  ],
]);

rule('lost-update: putting back what was there before (depends: data)', [
  [
    'what somebody else has put there meanwhile is gone',
    `const s = { user: 'nobody' };
     exports.a = async (pause) => { const before = s.user; s.user = 'a'; await pause(); s.user = before; };
     exports.b = () => { s.user = 'b'; };`,
    ['error lost-update'],
  ],
  [
    'nobody came in between',
    `const s = { user: 'nobody', other: 1 };
     exports.a = async (pause) => { const before = s.user; s.user = 'a'; await pause(); s.user = before; };
     exports.b = () => { s.other = 2; };`,
    [],
  ],
]);

rule('check-then-act: an update in place trusts an old check (depends: none)', [
  [
    'the check decides',
    `const s = { n: 1 };
     exports.a = async (pause) => {
       if (s.n < 1) return;
       await pause();
       s.n--;
     };
     exports.b = () => { s.n = 0; };`,
    ['error check-then-act'],
  ],
  [
    'the look has no part in it',
    `const s = { n: 1 };
     exports.a = async (pause) => {
       const shown = s.n;
       await pause();
       s.n--;
       return shown;
     };
     exports.b = () => { s.n = 0; };`,
    [],
  ],
]);

rule('check-then-act: the act stands in a callback (inCallbackOf)', [
  [
    'written inside the function that looked, all on one line',
    'const s = { n: 1 }; exports.a = (pause) => { if (s.n < 2) pause().then(() => { s.n += 1; }); };',
    ['error check-then-act'],
    'abab',
  ],
  [
    'written beside it, all on one line',
    'const s = { n: 1 }; const act = () => { s.n += 1; }; exports.a = (pause) => { if (s.n < 2) pause().then(act); };',
    [],
    'abab',
  ],
]);

rule('check-then-act: both have done what was to be done once (role, depends: control)', [
  [
    'a flag is tested, and set when all is done',
    `const s = { ready: false };
     exports.a = async (pause) => { if (!s.ready) { await pause(); s.ready = true; } };`,
    ['warning check-then-act'],
    'abab',
  ],
  [
    'a flag is shown, and set for another reason',
    `const s = { ready: false };
     exports.a = async (pause) => { const shown = s.ready; await pause(); s.ready = true; return shown; };`,
    [],
    'abab',
  ],
  [
    'the flag is set before anybody waits',
    `const s = { ready: false };
     exports.a = async (pause) => { if (!s.ready) { s.ready = true; await pause(); } };`,
    [],
    'abab',
  ],
]);

rule('check-then-act: both have found room for one more (heldAgainstLimit)', [
  [
    'a size is held against a limit',
    `const MOST = 2;
     const pool = new Set([0]);
     exports.a = async (pause) => { if (pool.size < MOST) { await pause(); pool.add({}); } };`,
    ['error check-then-act'],
    'abab',
  ],
  [
    'a length is held against a limit',
    `const MOST = 2;
     const list = [0];
     exports.a = async (pause) => { if (list.length < MOST) { await pause(); list.push({}); } };`,
    ['error check-then-act'],
    'abab',
  ],
  [
    'a size is only shown',
    `const pool = new Set([0]);
     exports.a = async (pause) => { const shown = pool.size; await pause(); pool.add({}); return shown; };`,
    [],
    'abab',
  ],
  [
    'a size is compared with nothing',
    `const pool = new Set([0]);
     exports.a = async (pause) => { if (pool.size > 0) { await pause(); pool.add({}); } };`,
    [],
    'abab',
  ],
  [
    'a length is at least nothing',
    `const list = [0];
     exports.a = async (pause) => { if (list.length >= 0) { await pause(); list.push({}); } };`,
    [],
    'abab',
  ],
  [
    'a size that a helper answers is held against a limit',
    `const list = [0];
     const room = { most: 2, size() { return list.length; } };
     exports.a = async (pause) => { if (room.size() < room.most) { await pause(); list.push({}); } };`,
    ['error check-then-act'],
    'abab',
  ],
  [
    'a size that a helper answers is compared with nothing',
    `const list = [0];
     const room = { most: 2, size() { return list.length; } };
     exports.a = async (pause) => { if (room.size() > 0) { await pause(); list.push({}); } };`,
    [],
    'abab',
  ],
  [
    'it is looked at again before it grows',
    `const MOST = 2;
     const pool = new Set([0]);
     exports.a = async (pause) => {
       if (pool.size >= MOST) return;
       await pause();
       if (pool.size < MOST) pool.add({});
     };`,
    [],
    'abab',
  ],
  [
    'it was empty for both, who each did what the first one does',
    `const clients = new Set();
     exports.a = async (pause) => { if (!clients.size) { await pause(); clients.add({}); } };`,
    ['warning check-then-act'],
    'abab',
  ],
]);

rule('check-then-use: tested, then used without another test (role)', [
  [
    'it is gone when it is used',
    `const s = { user: { name: 'a' } };
     exports.a = async (pause) => { if (!s.user) return; await pause(); return s.user; };
     exports.b = () => { s.user = undefined; };`,
    ['error check-then-use'],
  ],
  [
    'it is tested again',
    `const s = { user: { name: 'a' } };
     exports.a = async (pause) => { if (!s.user) return; await pause(); if (s.user) pause(); };
     exports.b = () => { s.user = undefined; };`,
    [],
  ],
  [
    'it is replaced by something that passes the test as well',
    `const s = { user: { name: 'a' } };
     exports.a = async (pause) => { if (!s.user) return; await pause(); return s.user; };
     exports.b = () => { s.user = { name: 'b' }; };`,
    [],
  ],
  [
    'it was not tested but used before',
    `const s = { user: { name: 'a' } };
     exports.a = async (pause) => { const first = s.user; await pause(first); return s.user; };
     exports.b = () => { s.user = undefined; };`,
    [],
  ],
  [
    'what was tested is kept',
    `const s = { user: { name: 'a' } };
     exports.a = async (pause) => { const { user } = s; if (!user) return; await pause(); return user; };
     exports.b = () => { s.user = undefined; };`,
    [],
  ],
]);

describe('check-then-act: a number that was only handed to what is awaited', () => {
  it('decides nothing about an update in place', async () => {
    const code = `const s = { n: 10 };
      exports.a = async (pause) => {
        await pause(s.n);
        s.n -= 1;
      };
      exports.b = () => { s.n = 5; };`;
    expect(await verdicts(code, 'aba')).toEqual([]);
  });
});
