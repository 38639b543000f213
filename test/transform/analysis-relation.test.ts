// Answers about pairs of rows, and bounds.

import { parse } from 'acorn';
import type * as ESTree from 'estree';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../instrument/transform/analysis/analyse.ts';
import { findScopes } from '../../instrument/transform/scopes/find.ts';
import type { ModuleTable, SiteRow } from '../../src/sites/model.ts';
import { relation } from '../../src/sites/relation.ts';
import { factsOf } from './analysis-support.ts';

function table(sites: Partial<SiteRow>[], parents: number[]): ModuleTable {
  const at = { line: 1, column: 1 };
  return {
    file: 'a.js',
    key: 'a',
    edits: [],
    sites: sites.map((site) => ({ op: 'read', key: 'n', fn: 1, ...at, ...site })),
    functions: parents.map((parent) => ({
      ...{ name: '', ...at, endLine: 9, endColumn: 9, async: true, generator: false },
      parent,
    })),
  };
}

describe('relation', () => {
  const write = { op: 'write', role: 'write', closed: true } as const;

  test('listed reads are data, listed guards are control, also when the write is open', () => {
    const sites = table([{}, {}, { ...write, closed: false, reads: [1], guards: [2] }], [-1, 0]);
    expect([relation(sites, 1, 3), relation(sites, 2, 3)]).toEqual(['data', 'control']);
  });
  test('an unlisted read of the same function is none where the write is closed', () => {
    expect(relation(table([{}, write], [-1, 0]), 1, 2)).toBe('none');
    expect(relation(table([{}, { ...write, closed: false }], [-1, 0]), 1, 2)).toBe('unknown');
  });
  test('a callback written inside the function of the read counts as the same', () => {
    expect(relation(table([{}, { ...write, fn: 2 }], [-1, 0, 1]), 1, 2)).toBe('none');
    expect(relation(table([{ fn: 2 }, write], [-1, 0, 1]), 1, 2)).toBe('unknown');
  });
  test('functions beside each other, and the module itself, are unknown', () => {
    expect(relation(table([{}, { ...write, fn: 2 }], [-1, 0, 0]), 1, 2)).toBe('unknown');
    expect(relation(table([{ fn: 0 }, write], [-1, 0]), 1, 2)).toBe('unknown');
  });
  test('an earlier write, or a row that does not exist, is unknown', () => {
    expect(relation(table([write, write], [-1, 0]), 1, 2)).toBe('unknown');
    expect(relation(table([{}, write], [-1, 0]), 7, 2)).toBe('unknown');
  });
});

describe('bounds', () => {
  test('a write with very many reads lists some and is open', () => {
    const names = Array.from({ length: 100 }, (_, n) => `s.a${n}`);
    const fact = factsOf(`function run(s) { s.n = [${names}]; }`).get('s.n =');
    expect(fact?.reads).toHaveLength(64);
    expect(fact?.closed).toBeUndefined();
  });
  test('a chain longer than the bound leaves the write open', () => {
    const steps = Array.from({ length: 3_000 }, (_, n) => `const v${n + 1} = f(v${n});`);
    const fact = factsOf(`function run(s, f) { const v0 = s.n; ${steps.join(' ')} s.n = v3000; }`).get(
      's.n =',
    );
    expect(fact?.closed).toBeUndefined();
  });
  test('code nested deeper than the call stack claims nothing', () => {
    const parsed = parse('s.m = s.n;', { ecmaVersion: 'latest' });
    const { scopes } = findScopes(parsed, 'commonjs');
    const program = parsed as unknown as ESTree.Program;
    const [statement] = program.body;
    const write = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
    if (write?.type !== 'AssignmentExpression') throw new Error('no assignment');
    for (let depth = 0; depth < 100_000; depth++) {
      write.right = { type: 'UnaryExpression', operator: '!', prefix: true, argument: write.right };
    }
    expect(analyse(program, scopes, new Map([[write, 1]])).get(1)).toEqual({ role: 'use' });
  });
});
