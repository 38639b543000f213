import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { withFlags } from '../../src/cli/run.ts';

const run = (flags: [string, string][], node: string[]) => ({
  ok: true,
  value: { verb: 'run', flags, node },
});

const doctor = (files: string[], node: string[]) => ({
  ok: true,
  value: { verb: 'doctor', flags: [], files, node },
});

const standard = Object.fromEntries(
  Object.entries(COMMANDS.report.options).map(([name, spec]) => [name, spec.default]),
);
const report = (options: object, words: string[]) => ({
  ok: true,
  value: { verb: 'report', options: { ...standard, ...options }, words },
});

describe('the arguments of racewatch', () => {
  it.each([
    [[], { ok: true, value: { verb: 'help' } }],
    [['--help'], { ok: true, value: { verb: 'help' } }],
    [['run', '--help'], { ok: true, value: { verb: 'help', about: 'run' } }],
    [['report', 'a', '-h'], { ok: true, value: { verb: 'help', about: 'report' } }],
    [['help', 'suppress'], { ok: true, value: { verb: 'help', about: 'suppress' } }],
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
    [['doctor', 'src'], doctor(['src'], [])],
    [['doctor', '--'], doctor([], [])],
    [['doctor', '--', '--inspect', 'app.js'], doctor([], ['--inspect', 'app.js'])],
    [
      ['report', 'a', '--format=html', '-', '--fail-on', 'error', '--', '--b'],
      report({ format: 'html', fail_on: 'error' }, ['a', '-', '--b']),
    ],
    [['report', '--max-races=5', '--group_by=file'], report({ max_races: 5, group_by: 'file' }, [])],
    [
      ['watch', '--full', 'a'],
      {
        ok: true,
        value: { verb: 'watch', options: { level: 'notice', full: true, new: false }, words: ['a'] },
      },
    ],
    [['completion', 'fish'], { ok: true, value: { verb: 'completion', options: {}, words: ['fish'] } }],
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
    [['report', '--fromat=html'], 'unknown option "--fromat" of report (did you mean "--format"?)'],
    [
      ['report', '--format=xml'],
      expect.stringMatching(/^option --format takes text, html, .* or jsonl, not "xml"/),
    ],
    [['report', '--format'], 'option --format needs a value'],
    [['report', '--max-races=0'], 'option --max-races takes a whole number from 1 to 1000000, not "0"'],
    [
      ['report', '--exitcode=1'],
      '"--exitcode" is an option of `racewatch run`, not of report: see `racewatch report --help`',
    ],
    [['report', '--__proto__=1'], expect.stringMatching(/^unknown option "--__proto__" of report/)],
    [['completion', '--x'], 'completion takes no option "--x"'],
    [['help', 'rprt'], 'unknown command "rprt" (did you mean "report"?)'],
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
