import { describe, expect, it } from 'vitest';
import { escapeInJson, printable, printableLines } from '../../src/report/printable.ts';

describe('text of the watched program', () => {
  it.each([
    ['a colour', '\u001b[31mred', '\\x1b[31mred'],
    ['a one-byte escape sequence', '\u009b2J', '\\x9b2J'],
    ['a line end', 'a\r\nb', 'a\\r\\nb'],
    ['a tab', 'a\tb', 'a\\tb'],
    ['a backspace', 'abc\b\b', 'abc\\x08\\x08'],
    ['a turned reading direction', 'a\u202egnp', 'a\\u202egnp'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['an invisible character', 'pass\u200bword', 'pass\\u200bword'],
    ['half a character', 'a\ud83d', 'a\\ud83d'],
  ])('loses its effect: %s', (_name, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it.each(['app.locals["käse"]', '日本語', '😀', 'C:\\dir', 'a "b" \'c\''])(
    'is left alone otherwise: %s',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  it('is cut where it is too long, never within a character', () => {
    expect(printable('x'.repeat(1000))).toHaveLength(403);
    expect(printable('abc😀def', 4)).toBe('abc...');
  });

  it('keeps its lines where it is source code', () => {
    expect(printableLines('a\r\n\tb\u001b\n')).toEqual(['a', '  b\\x1b']);
  });

  it('keeps its value in JSON', () => {
    const text = 'a\u2028\u202e\u0085\u007f\ud83d"\\\n😀';
    expect(JSON.parse(escapeInJson(JSON.stringify(text)))).toBe(text);
  });
});
