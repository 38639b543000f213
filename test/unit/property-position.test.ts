// Where V8 puts the column of a failed property read, held against V8 itself.

import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readPosition } from '../../instrument/modules/property-position.ts';

const PROGRAMS = [
  'const a = {}; a.b.c',
  'const a = () => ({}); a().b.c',
  'const a = () => undefined; a().b',
  'const a = { b() {} }; a.b().c',
  'const a = { b: {} }; a["b"].x.y',
  'class A {} new A().b.c',
  'const a = { B: class {} }; new a.B(1).x.y',
  'const a = {}; (a).b.c',
  'const a = {}; (a.b) .c',
  'const a = [[]]; a[0][1].b',
  'const a = () => [{}]; a(1)[0].b.c',
  'const a = {}; a?.b.c',
  'const a = { b: {} };\na\n  .b\n  .c\n  .d',
  'const a = {}; if (a) (a).b.c',
];

function failingOffset(program: string): number {
  try {
    runInThisContext(`(() => {${program}\n})()`, { filename: 'program.js' });
  } catch (error) {
    const [, line, column] = /program\.js:(\d+):(\d+)/.exec((error as Error).stack ?? '') ?? [];
    const lines = program.split('\n');
    const before = lines.slice(0, Number(line) - 1).join('\n').length + (Number(line) > 1 ? 1 : 0);
    return before + Number(column) - 1 - (Number(line) > 1 ? 0 : '(() => {'.length);
  }
  throw new Error(`${program} does not fail`);
}

describe('the position of a failed read', () => {
  it.each(PROGRAMS)('is the one V8 gives for %j', (program) => {
    const reported = failingOffset(program);
    const dot = program.lastIndexOf('.', reported);
    expect(readPosition(program, dot)).toBe(reported);
  });
});
