// Help, completion and what doctor says of its surroundings: made from tables, so held against them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMAND_NAMES, COMMANDS, type CommandSpec } from '../../src/cli/commands.ts';
import { completion } from '../../src/cli/completion.ts';
import { commandHelp, overview } from '../../src/cli/help.ts';
import { hookLines, surroundings } from '../../src/cli/surroundings.ts';
import { defaultOptions, ROOTS } from '../../src/config/options.ts';

const folder = mkdtempSync(join(tmpdir(), 'racewatch-help-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const style = { width: 100, head: (text: string) => text };
const SCREEN = 50;

describe('help', () => {
  it.each(COMMAND_NAMES)('of %s fits on a screen and names its options', (name) => {
    const text = commandHelp(name, style);
    const lines = text.split('\n');
    expect(lines.length).toBeLessThanOrEqual(SCREEN);
    for (const line of lines.filter((each) => !each.startsWith('  racewatch'))) {
      expect(line.length, line).toBeLessThanOrEqual(100);
    }
    const spec: CommandSpec = COMMANDS[name];
    for (const option of Object.keys(spec.options))
      expect(text).toContain(`--${option.replaceAll('_', '-')}`);
  });

  it('of the whole fits on a screen, tells the exit codes, and no summary ends with a full stop', () => {
    const text = overview('1.2.3', style);
    expect(text.split('\n').length).toBeLessThanOrEqual(SCREEN);
    expect(text).toContain('\n  66  Races');
    for (const name of COMMAND_NAMES) expect(COMMANDS[name].summary).not.toMatch(/\.$/);
  });
});

/** What the script prints, taken from standard output. */
function scriptOf(shell: string): string {
  const written: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  try {
    expect(completion([shell])).toBe(0);
  } finally {
    process.stdout.write = write;
  }
  return written.join('');
}

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('for %s knows every command and option', (shell) => {
    const script = scriptOf(shell);
    for (const name of COMMAND_NAMES) {
      expect(script).toContain(name);
      for (const option of Object.keys(COMMANDS[name].options))
        expect(script).toContain(option.replaceAll('_', '-'));
    }
  });

  it.each<[string, string[]]>([
    ['racewatch rep', ['report']],
    ['racewatch report --form', ['--format']],
    ['racewatch report --format ht', ['html']],
    ['racewatch report --format = s', ['sarif']],
    ['racewatch report --fail-on =', ['error', 'warning', 'notice', 'never']],
    ['racewatch run --log', ['--log-path']],
    ['racewatch explain lost', ['lost-update']],
    ['racewatch completion z', ['zsh']],
    ['racewatch report src', []],
  ])('in bash after `%s` offers %j', (line, offered) => {
    const file = join(folder, 'completion.bash');
    writeFileSync(file, scriptOf('bash'));
    const words = line.split(' ');
    const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _racewatch; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync('bash', ['--norc', '-c', script, 'bash', file, ...words], { encoding: 'utf8' });
    expect(out.split('\n').filter((word) => word !== '')).toEqual(offered);
  });

  it('refuses another shell', () => {
    expect(() => completion(['bsh'])).toThrow('no completion for "bsh" (did you mean "bash"?)');
  });
});

describe('the surroundings', () => {
  it.each<[Record<string, string>, string[]]>([
    [{}, ['none taken by others in NODE_OPTIONS']],
    [
      { NODE_OPTIONS: '--require "a b.cjs" --import=tsx --max-old-space-size=99' },
      ['NODE_OPTIONS has --require a b.cjs', 'NODE_OPTIONS has --import tsx'],
    ],
    [{ NODE_OPTIONS: '--require "a' }, ['NODE_OPTIONS cannot be read: a quote (") is not closed']],
    [{ NODE_V8_COVERAGE: '/tmp' }, ['coverage by V8 is on: instrumented code is counted, lines stay right']],
  ])('with %j', (env, lines) => {
    expect(hookLines(env)).toEqual(lines);
  });

  it('name every integration, the version of its package, and whether it is off', () => {
    const lines = surroundings({ ...defaultOptions(), roots: ['-koa'] }, {}, process.cwd());
    for (const root of ROOTS) expect(lines.join('\n')).toMatch(new RegExp(`^ {2}${root}\\b`, 'm'));
    expect(lines.find((line) => line.startsWith('  koa'))).toMatch(/^ {2}koa [\d.]+, off \(roots=-koa\)$/);
  });

  it('say what keeps a program from being watched', () => {
    const lines = surroundings({ ...defaultOptions(), baseline: 'none.json' }, {}, process.cwd());
    expect(lines).toContain(
      '  cannot read the baseline "none.json": there is no such file: programs started with these options run unwatched',
    );
  });
});
