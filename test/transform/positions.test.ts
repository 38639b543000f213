import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { describe, expect, it } from 'vitest';
import { givenColumn, originalText, transform } from '../../instrument/transform/transform.ts';
import { PROGRAMS } from './programs.ts';

const made = (code: string) => transform({ code, file: 'f.js', key: 'K', format: 'commonjs' });

describe('positions', () => {
  it('come back through line edits', () => {
    const code = 'const f = (o) => {\n  o.first.second += o.third;\n  return o.fourth;\n};';
    const result = made(code);
    const lines = result?.code.split('\n') ?? [];
    for (const [line, text] of [
      [2, '.first'],
      [2, '.second'],
      [2, '.third'],
      [3, '.fourth'],
    ] as const) {
      const column = (lines[line - 1] as string).indexOf(text) + 2;
      const given = (code.split('\n')[line - 1] as string).indexOf(text) + 2;
      expect(givenColumn(result?.table.edits ?? [], line, column)).toBe(given);
    }
  });

  it('come back through the source map alike', () => {
    const code = 'const f = (o) => {\n  o.first.second += o.third;\n};';
    const result = made(code);
    const column = (result?.code ?? '').split('\n')[1]?.indexOf('.third') ?? 0;
    const map = new TraceMap(JSON.stringify(result?.map()));
    expect(originalPositionFor(map, { line: 2, column: column + 1 })).toMatchObject({
      line: 2,
      column: 22,
      source: 'f.js',
    });
  });

  it.each(PROGRAMS)('keep lines and text of a program that %s', (_, code) => {
    const result = made(code);
    if (result === undefined) return;
    const { edits } = result.table;
    expect(originalText(result.code, edits, 0, result.code.length)).toBe(code);
    expect(result.code.split(/\r\n?|[\n\u2028\u2029]/)).toHaveLength(
      code.split(/\r\n?|[\n\u2028\u2029]/).length,
    );
    expect(JSON.parse(JSON.stringify(result.table))).toEqual(result.table);
  });

  it('give back the text of a function', () => {
    const code = 'function f(o){let t;t=o;return o.a?.b[o.c]}\nconst g=o=>o.a[o.b][o.c];';
    const result = made(code);
    const edits = result?.table.edits ?? [];
    const text = result?.code ?? '';
    const start = text.indexOf('function f');
    expect(originalText(text, edits, start, text.indexOf('\n'))).toBe(code.slice(0, code.indexOf('\n')));
    const arrow = text.indexOf('o=>');
    expect(originalText(text, edits, arrow, text.lastIndexOf('}') + 1)).toBe('o=>o.a[o.b][o.c]');
  });

  it('are those of names in the given text', () => {
    const { sites } = made('var x;\nx = (o) => o.one\n  .two;')?.table ?? { sites: [] };
    expect(sites.map(({ key, line, column }) => [key, line, column])).toEqual([
      ['one', 2, 14],
      ['two', 3, 4],
    ]);
  });
});
