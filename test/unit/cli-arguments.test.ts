import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { withFlags } from '../../src/cli/run.ts';

const run = (flags: [string, string][], node: string[]) => ({
  ok: true,
  value: { verb: 'run', flags, node },
});

describe('the arguments of racewatch', () => {
  it.each([
    [[], { ok: true, value: { verb: 'help' } }],
    [['--help'], { ok: true, value: { verb: 'help' } }],
    [['run', '--help'], { ok: true, value: { verb: 'help' } }],
    [['--version'], { ok: true, value: { verb: 'version' } }],
    [['run', '--', 'app.js'], run([], ['app.js'])],
    [['run', 'app.js', '--level=error'], run([], ['app.js', '--level=error'])],
    [
      ['run', '--log-path=/tmp/r', '--', '--inspect', 'app.js'],
      run([['log_path', '/tmp/r']], ['--inspect', 'app.js']),
    ],
    [['run', '--log_path', '/tmp/r', 'app.js'], run([['log_path', '/tmp/r']], ['app.js'])],
    [['run', '--halt-on-error', 'app.js'], run([['halt_on_error', '1']], ['app.js'])],
    [
      ['run', '--values=0', '--ignore=a=b', '--', '-e', '1'],
      run(
        [
          ['values', '0'],
          ['ignore', 'a=b'],
        ],
        ['-e', '1'],
      ),
    ],
    [['run', '--', '--', 'x'], run([], ['--', 'x'])],
  ])('%j', (args, expected) => {
    expect(readArguments(args)).toEqual(expected);
  });

  it.each([
    [['rnu', 'app.js'], 'unknown command "rnu" (did you mean "run"?)'],
    [['app.js'], expect.stringMatching(/^unknown command "app\.js"/)],
    [['--versoin'], 'unknown option "--versoin" (did you mean "--version"?)'],
    [['run'], 'nothing to run: give a program after "--"'],
    [['run', '--'], 'nothing to run: give a program after "--"'],
    [['run', '--log-pth=x', 'app.js'], 'unknown option "log_pth" (did you mean "log_path"?)'],
    [
      ['run', '--format', 'xml', 'app.js'],
      'option format takes text or jsonl, not "xml" (did you mean "text"?)',
    ],
    [['run', '--format'], 'option --format needs a value'],
    [['run', '--format', '--', 'app.js'], 'option --format needs a value'],
    [['run', '--__proto__=1', 'app.js'], expect.stringMatching(/^unknown option "__proto__"/)],
  ])('%j is refused in one sentence', (args, message) => {
    expect(readArguments(args)).toEqual({ ok: false, message });
  });
});

describe('the variable of the child', () => {
  it('has the flags after what was there, so that they win', () => {
    expect(
      withFlags('level=notice', [
        ['level', 'error'],
        ['log_path', 'two words'],
      ]),
    ).toBe('level=notice level=error log_path="two words"');
  });

  it('is empty when nothing was said', () => {
    expect(withFlags(undefined, [])).toBe('');
  });
});
