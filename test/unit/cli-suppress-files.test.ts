// Suppressions and baselines: what they match, what they say of themselves, and what they make of broken files.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Race } from '../../src/report/model.ts';
import { readAccepted } from '../../src/suppress/accepted.ts';
import { readBaseline, writeBaseline } from '../../src/suppress/baseline.ts';
import { matcherOf } from '../../src/suppress/match.ts';
import { covers, readRules } from '../../src/suppress/rules.ts';
import { DISTINCT } from './formats-log.ts';
import { RACES } from './report-races.ts';

const folder = mkdtempSync(join(tmpdir(), 'racewatch-suppress-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const lost = RACES['lost-update'] as Race;
const other = RACES['check-then-act'] as Race;

describe('a pattern', () => {
  it.each([
    ['buy', 'rebuyer', true],
    ['^buy', 'rebuy', false],
    ['buy$', 'rebuy', true],
    ['^buy$', 'buy', true],
    ['^buy$', 'buyer', false],
    ['^a*b$', 'ab', true],
    ['^aa*aa$', 'aaa', false],
    ['a*b*c', '-a-b-c-', true],
    ['a*b*c', '-c-b-a-', false],
    ['*', '', true],
    ['$store', 'my$store', true],
    ['a$b', 'xa$bx', true],
    ['src/*.ts$', 'src/a/b.ts', true],
    ['.', 'ab', false],
  ])('%s in %s: %s', (pattern, text, expected) => {
    expect(matcherOf(pattern)(text)).toBe(expected);
  });

  it('matches what an expression of the same meaning matches', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '^', '$', '.'), maxLength: 12 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '^', '$', '.'), maxLength: 16 });
    fc.assert(
      fc.property(letters, text, (pattern, subject) => {
        expect(matcherOf(pattern)(subject)).toBe(expressionOf(pattern).test(subject));
      }),
      { numRuns: 5000 },
    );
  });

  it('takes a long text and many stars without trying every split', () => {
    const text = 'a'.repeat(200_000);
    expect(matcherOf(`${'a*'.repeat(5000)}b`)(text)).toBe(false);
    expect(matcherOf(`^${'*a'.repeat(5000)}*$`)(text)).toBe(true);
  });
});

function expressionOf(pattern: string): RegExp {
  const start = pattern.startsWith('^');
  const end = pattern.length > (start ? 1 : 0) && pattern.endsWith('$');
  const body = pattern.slice(start ? 1 : 0, end ? -1 : undefined);
  const source = [...body].map((letter) => (letter === '*' ? '.*' : `\\${letter}`.replace(/\\([ab])/, '$1')));
  return new RegExp(`${start ? '^' : ''}${source.join('')}${end ? '$' : ''}`, 's');
}

describe('a rule', () => {
  it.each([
    ['race:buy', lost, true],
    ['race:^src/shop.ts$', lost, true],
    ['race:parserOnIncoming', lost, true],
    ['race:nothing', lost, false],
    ['race_top:^buy$', lost, true],
    ['race_top:parserOnIncoming', lost, false],
    ['location:inventory["sku-*"]', lost, true],
    ['location:^express app.locals$', lost, true],
    ['location:stock', lost, false],
    ['pattern:^lost-update$', lost, true],
    ['pattern:lost-update', other, false],
    ['fingerprint:3f9c1d20a7b4e856', lost, true],
    ['fingerprint:3f9c*', lost, true],
  ])('%s', (text, race, expected) => {
    const rules = readRules(text, 'f');
    if (!rules.ok) throw new Error(rules.message);
    expect(rules.value.map((rule) => covers(rule, race))).toEqual([expected]);
  });
});

describe('a file of suppressions', () => {
  it('may have comments, empty lines, spaces, and Windows line ends', () => {
    const rules = readRules('\ufeff# why\r\n\r\n  race : buy  \r\nlocation:a.#b\r\n', 'f');
    expect(rules).toMatchObject({
      ok: true,
      value: [
        { text: 'race:buy', line: 3 },
        { text: 'location:a.#b', line: 4 },
      ],
    });
  });

  it.each<[string, unknown]>([
    [
      'buy',
      'f:2: "buy" is no suppression: write one of race:, race_top:, location:, pattern:, fingerprint: and a pattern',
    ],
    ['rase:buy', 'f:2: unknown kind of suppression "rase" (did you mean "race"?)'],
    ['race:', 'f:2: "race:" has no pattern'],
    ...['^', '$', '*', '**', '^*$', '^$', '.', '/'].map((pattern): [string, string] => [
      `race:${pattern}`,
      `f:2: "race:${pattern}" says too little: a pattern has a letter or a digit`,
    ]),
    ['__proto__:x', expect.stringMatching(/^f:2: unknown kind of suppression "__proto__"/)],
  ])('with the line %s is refused in one sentence', (line, message) => {
    expect(readRules(`# first\n${line}\n`, 'f')).toEqual({ ok: false, message });
  });

  it('never makes reading throw', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof readRules(text, 'f').ok === 'boolean'));
  });

  it('tells what each rule hid, and which hid nothing', () => {
    const suppressions = write('a.supp', 'race:buy\nlocation:orderService\npattern:none\n');
    const accepted = readAccepted({ suppressions, baseline: '' });
    if (!accepted.ok) throw new Error(accepted.message);
    const hidden = [lost, lost, other].map((race) => accepted.value.suppresses(race));
    expect(hidden).toEqual([true, true, true]);
    expect(accepted.value.suppresses(RACES.overwritten as Race)).toBe(false);
    expect(accepted.value.report()).toEqual([
      `suppression race:buy (${suppressions}:1) hid 1 race, seen 428 times`,
      `suppression location:orderService (${suppressions}:2) hid 1 race, seen 1 time`,
      `suppressions that hid nothing: pattern:none (${suppressions}:3)`,
    ]);
  });

  it('that is not there is one sentence', () => {
    expect(readAccepted({ suppressions: 'nowhere.supp', baseline: '' })).toEqual({
      ok: false,
      message: 'cannot read the suppressions "nowhere.supp": there is no such file',
    });
  });
});

describe('a baseline', () => {
  it('is read back as it was written, and is the same in any order of races', () => {
    const text = writeBaseline(DISTINCT);
    expect(writeBaseline([...DISTINCT].reverse())).toBe(text);
    const read = readBaseline(text, 'f');
    expect(read.ok && [...read.value.keys()].sort()).toEqual(DISTINCT.map((race) => race.fingerprint).sort());
    expect(text.split('\n').filter((line) => line.includes('fingerprint'))).toHaveLength(DISTINCT.length);
  });

  it('may be empty', () => {
    expect(readBaseline(writeBaseline([]), 'f')).toEqual({ ok: true, value: new Map() });
  });

  it.each([
    ['{', 'f is not valid JSON; `racewatch baseline --write` makes one that is'],
    ['[]', 'f is no baseline; `racewatch baseline --write` makes one'],
    [
      '{"schema":"racewatch.baseline/2","races":[]}',
      'f has the schema "racewatch.baseline/2", this version reads racewatch.baseline/1',
    ],
    ['{"schema":"racewatch.baseline/1","races":[{}]}', 'f: race 1 has no fingerprint of sixteen hex digits'],
  ])('%s is refused in one sentence', (text, message) => {
    expect(readBaseline(text, 'f')).toEqual({ ok: false, message });
  });
});
