import { describe, expect, it } from 'vitest';
import { defaultText, optionsHelp, optionsPage } from '../../src/config/describe.ts';
import { loadOptions } from '../../src/config/load.ts';
import {
  defaultOptions,
  historyTurns,
  OPTION_NAMES,
  OPTIONS,
  rootEnabled,
  type Spec,
} from '../../src/config/options.ts';
import { readText, writeSetting } from '../../src/config/words.ts';

const options = (env: string) => {
  const loaded = loadOptions({ env });
  if (!loaded.ok) throw new Error(loaded.message);
  return loaded.options;
};

const complaint = (env: string) => {
  const loaded = loadOptions({ env });
  return loaded.ok ? 'accepted' : loaded.message;
};

describe('the table of options', () => {
  it('has the defaults of GORACE where the names are the same', () => {
    expect(defaultOptions()).toMatchObject({
      log_path: 'stderr',
      exitcode: 66,
      halt_on_error: false,
      history_size: 1,
      strip_path_prefix: '',
    });
  });

  it.each(OPTION_NAMES)('%s has a summary that ends in a full stop', (name) => {
    expect(OPTIONS[name].summary).toMatch(/^[A-Z`].*\.$/s);
  });

  it.each(OPTION_NAMES)('%s accepts its own default as text', (name) => {
    const spec: Spec = OPTIONS[name];
    expect(options(writeSetting(name, defaultText(spec)))[name]).toEqual(spec.default);
  });

  it('is told whole by the help and by the page', () => {
    for (const name of OPTION_NAMES) {
      expect(optionsHelp(80)).toContain(`--${name.replaceAll('_', '-')}=`);
      expect(optionsPage()).toContain(`| \`${name}\` |`);
    }
  });

  it('wraps the help to the width asked for', () => {
    const widest = Math.max(
      ...optionsHelp(70)
        .split('\n')
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(70);
  });

  it('remembers twice as many turns with each step of history_size', () => {
    expect([0, 1, 7].map(historyTurns)).toEqual([65_536, 131_072, 8_388_608]);
  });
});

describe('the variable', () => {
  it.each([
    ['log_path=/tmp/race', { log_path: '/tmp/race' }],
    ['  format=jsonl   level=notice ', { format: 'jsonl', level: 'notice' }],
    ['halt_on_error=1 values=off inventory=true', { halt_on_error: true, values: false, inventory: true }],
    ['log_path="/tmp/two words"', { log_path: '/tmp/two words' }],
    [`log_path='a "quoted" one'`, { log_path: 'a "quoted" one' }],
    ['log_path=C:\\logs\\race', { log_path: 'C:\\logs\\race' }],
    ['log_path=a=b', { log_path: 'a=b' }],
    ['ignore=a,b/**,{c,d}.ts', { ignore: ['a', 'b/**', '{c,d}.ts'] }],
    ['ignore=', { ignore: [] }],
    ['roots=http,-cls', { roots: ['http', '-cls'] }],
    ['log-path=x', { log_path: 'x' }],
    ['exitcode=1 exitcode=2', { exitcode: 2 }],
    ['exitcode=0', { exitcode: 0 }],
    ['', {}],
  ])('%s', (text, expected) => {
    expect(options(text)).toEqual({ ...defaultOptions(), ...expected });
  });

  it.each([
    ['log_pth=x', 'RACEWATCH: unknown option "log_pth" (did you mean "log_path"?)'],
    ['exit_code=1', 'RACEWATCH: unknown option "exit_code" (did you mean "exitcode"?)'],
    ['lvel=error', 'RACEWATCH: unknown option "lvel" (did you mean "level"?)'],
    ['format=josnl', 'RACEWATCH: option format takes text or jsonl, not "josnl" (did you mean "jsonl"?)'],
    ['exitcode=256', 'RACEWATCH: option exitcode takes a whole number from 0 to 255, not "256"'],
    ['exitcode=-1', 'RACEWATCH: option exitcode takes a whole number from 0 to 255, not "-1"'],
    ['exitcode=1e2', 'RACEWATCH: option exitcode takes a whole number from 0 to 255, not "1e2"'],
    ['exitcode=', 'RACEWATCH: option exitcode takes a whole number from 0 to 255, not ""'],
    ['halt_on_error=maybe', 'RACEWATCH: option halt_on_error takes 1 or 0, not "maybe"'],
    [
      'roots=expres',
      'RACEWATCH: option roots takes names of integrations, not "expres" (did you mean "express"?)',
    ],
    ['roots=-all', expect.stringContaining('option roots takes names of integrations, not "-all"')],
    ['log_path', 'RACEWATCH: "log_path" is not of the form key=value'],
    ['=x', 'RACEWATCH: "=x" is not of the form key=value'],
    ['log_path="x', 'RACEWATCH: a quote (") is not closed'],
    ['level=error,format=text', expect.stringContaining('option level takes error, warning or notice')],
  ])('%s is refused in one sentence', (text, expected) => {
    const message = complaint(text);
    expect(message).toEqual(expected);
    expect(message).not.toContain('\n');
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '%s is an unknown option and pollutes nothing',
    (name) => {
      expect(complaint(`${name}=1`)).toMatch(/^RACEWATCH: unknown option /);
      expect(({} as Record<string, unknown>)['1']).toBeUndefined();
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  it('keeps a very long unknown name out of the message', () => {
    expect(complaint(`${'x'.repeat(10_000)}=1`).length).toBeLessThan(120);
  });
});

describe('settings written and read again', () => {
  it.each(['plain', 'two words', 'a"b', "a'b", `both " and '`, '', 'tab\there', '"', '""', ' " '])(
    '%j',
    (value) => {
      expect(readText(writeSetting('log_path', value))).toEqual({ ok: true, value: [['log_path', value]] });
    },
  );
});

describe('option roots', () => {
  it.each([
    [['all'], 'http', true],
    [['none'], 'http', false],
    [[], 'http', false],
    [['http', 'koa'], 'koa', true],
    [['http', 'koa'], 'cls', false],
    [['all', '-cls'], 'cls', false],
    [['all', '-cls'], 'koa', true],
    [['-cls'], 'cls', false],
    [['-cls'], 'koa', true],
  ])('%j: %s is on: %s', (roots, name, expected) => {
    expect(rootEnabled(roots, name)).toBe(expected);
  });
});
