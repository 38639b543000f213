import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodes, Workshop } from './workshop.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
  workshop.app('plain');
}, 60_000);

afterAll(() => workshop.remove());

/** Scripts of an application that does things to `Error`; each prints JSON. */
const prelude = `
  const { captureStack, framesOf, ageCaptures, configureCaptures } = require(process.env.STACKS + '/capture.js');
  const { resolveFrames } = require(process.env.STACKS + '/resolve.js');
  const print = (value) => process.stdout.write(JSON.stringify(value));
  function inner() { return captureStack(); }
  function outer() { return inner(); }
  const names = (number) => resolveFrames(framesOf(number)).map((frame) => frame.function).slice(0, 2);
`;

describe.each(nodes())('captures on Node $name', ({ path: node }) => {
  const run = (script: string, ...flags: string[]): unknown => {
    workshop.write('plain/app.js', prelude + script);
    return workshop.run(node, 'plain', [...flags, 'app.js']);
  };

  it.each([
    ['set stackTraceLimit to 0', 'Error.stackTraceLimit = 0;'],
    ['deleted stackTraceLimit', 'delete Error.stackTraceLimit;'],
    ['froze Error', 'Object.freeze(Error);'],
    ['has its own Error global', 'globalThis.Error = class Failure extends Error {};'],
    ['replaced captureStackTrace', 'Error.captureStackTrace = () => { throw new TypeError("no"); };'],
    ['installed a formatter that throws', 'Error.prepareStackTrace = () => { throw new TypeError("no"); };'],
    ['installed a formatter that gives call sites', 'Error.prepareStackTrace = (_, sites) => sites;'],
    [
      'installed a formatter that leaves frames out',
      'Error.prepareStackTrace = (e, s) => `${e}\\n    at ${s[1]}`;',
    ],
    [
      'froze Error under its own formatter',
      'Error.prepareStackTrace = (e, s) => [e, ...s].join("\\n    at "); Object.freeze(Error);',
    ],
  ])('survive an application that %s', (_, tamper) => {
    expect(run(`${tamper} print(names(outer()));`)).toEqual(['inner', 'outer']);
  });

  it('give no frames rather than fail when stackTraceLimit is frozen at 0', () => {
    const script = 'Error.stackTraceLimit = 0; Object.freeze(Error); print(framesOf(outer()));';
    expect(run(script)).toEqual([]);
  });

  it('leave the limit and the formatter of the application as they were', () => {
    const script = `
      const look = () => JSON.stringify([Error.stackTraceLimit, Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')?.enumerable]);
      const formatter = function mine() { return 'mine'; };
      Object.defineProperty(Error, 'prepareStackTrace', { get: () => formatter, configurable: true, enumerable: true });
      Error.stackTraceLimit = 3;
      const before = look();
      framesOf(outer());
      print([before === look(), Error.prepareStackTrace === formatter, new Error('x').stack]);`;
    expect(run(script)).toEqual([true, true, 'mine']);
  });

  it('restore the limit when the stack overflows under them', () => {
    const script = `
      function deeper() { captureStack(); return deeper() + 1; }
      try { deeper(); } catch {}
      print([Error.stackTraceLimit, names(outer())]);`;
    expect(run(script)).toEqual([10, ['inner', 'outer']]);
  });

  it('keep no receiver alive once they are read, aged or overwritten', () => {
    const script = `
      const refs = {};
      function take(name) {
        const receiver = { work() { return captureStack(); } };
        refs[name] = new WeakRef(receiver);
        return receiver.work();
      }
      const alive = () => { gc(); return Object.keys(refs).filter((name) => refs[name].deref() !== undefined); };
      const pause = () => new Promise((done) => setTimeout(done, 5));
      (async () => {
        configureCaptures({ remembered: 2 });
        const seen = [];
        take('overwritten'); await pause(); take('a'); take('b'); await pause();
        seen.push(alive());
        ageCaptures(); await pause(); ageCaptures(1); await pause();
        seen.push(alive());
        const read = take('read'); framesOf(read); await pause();
        seen.push(alive());
        print(seen);
      })();`;
    expect(run(script, '--expose-gc')).toEqual([['a', 'b'], [], []]);
  });

  it('give ten frames of the application below those of Racewatch', () => {
    const script = `
      function nest(depth) { return depth === 0 ? captureStack() : nest(depth - 1); }
      print(framesOf(nest(30)).length);`;
    expect(run(script)).toBeGreaterThanOrEqual(10);
  });

  it('find the place of code that was evaluated', () => {
    const script = `const number = eval('captureStack()');
      print(framesOf(number)[0].file.endsWith('app.js'));`;
    expect(run(script)).toBe(true);
  });
});
