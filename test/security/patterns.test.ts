// Patterns and globs come from files and variables: each of these would take a backtracking matcher longer than the
// test may run, and a matcher that goes forward only a moment.

import { describe, expect, it } from 'vitest';
import { globOf } from '../../src/config/glob-match.ts';
import { ignoreOf } from '../../src/config/ignore.ts';
import { nameMatches } from '../../src/log/glob.ts';
import { matcherOf } from '../../src/suppress/match.ts';

const TEXT = `${'a'.repeat(5000)}!`;

describe('a glob of options', () => {
  it.each([
    ['stars', '*a'.repeat(60)],
    ['stars over folders', '**/a'.repeat(60)],
    ['alternatives that are alike', '{a,a}'.repeat(60)],
    ['alternatives that overlap', '{a,aa}'.repeat(60)],
    ['alternatives in alternatives', `${'{a,'.repeat(60)}b${'}'.repeat(60)}*${'a*'.repeat(40)}`],
    ['stars in alternatives', '{*,a*}'.repeat(60)],
  ])('of %s comes to its end', (_name, glob) => {
    const { location, file } = ignoreOf([`${glob}b`]);
    expect(location(TEXT)).toBe(false);
    expect(file(TEXT.replaceAll('aa', 'a/'))).toBe(false);
  });

  it('is a thousand letters and is right all the same', () => {
    expect(globOf('*a'.repeat(500), false).matches('a'.repeat(5000))).toBe(true);
    expect(globOf(`${'{a,b}'.repeat(200)}*`, false).matches('ab'.repeat(100))).toBe(true);
  });
});

describe('a pattern', () => {
  it('of a suppression comes to its end', () => {
    expect(matcherOf(`^${'*a'.repeat(1000)}b$`)(TEXT)).toBe(false);
    expect(matcherOf('*a'.repeat(1000))(TEXT)).toBe(true);
  });

  it('of file names comes to its end', () => {
    expect(nameMatches(`${'*a'.repeat(1000)}b`, TEXT)).toBe(false);
  });
});
