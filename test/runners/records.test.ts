// The folder of served modules does not grow without end, and nobody loses what is in use.

import { mkdtempSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepSmall, readRecord, recordsFolder, writeRecord } from '../../instrument/runners/records.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('records of served modules', () => {
  let folder: string;

  const write = (key: string, daysAgo: number): void => {
    writeRecord(folder, key, { file: `/${key}.ts`, sites: 1, prefix: '', given: 'x'.repeat(1000) });
    const then = new Date(Date.now() - daysAgo * DAY);
    utimesSync(join(folder, key), then, then);
  };

  beforeEach(() => {
    folder = recordsFolder(mkdtempSync(join(tmpdir(), 'racewatch-records-')));
  });

  it('stay as long as the folder is small', () => {
    write('old', 300);
    keepSmall(folder, 2000);
    expect(readRecord(folder, 'old')?.file).toBe('/old.ts');
  });

  it('go when it is too large, those first that nobody has used for the longest time, until half is left', () => {
    for (const [key, daysAgo] of [
      ['c', 1],
      ['a', 3],
      ['b', 2],
      ['d', 0.5],
    ] as const)
      write(key, daysAgo);
    keepSmall(folder, 3000);
    expect(readdirSync(folder)).toEqual(['d']);
  });

  it('stay when they are in use, however large the folder is', () => {
    write('a', 3);
    write('b', 0);
    write('c', 0);
    keepSmall(folder, 100);
    expect(readdirSync(folder).sort()).toEqual(['b', 'c']);
  });

  it('are in use again when a run writes what is there', () => {
    write('a', 3);
    writeRecord(folder, 'a', { file: '/a.ts', sites: 1, prefix: '', given: '' });
    expect(Date.now() - statSync(join(folder, 'a')).mtimeMs).toBeLessThan(DAY);
    expect(readRecord(folder, 'a')?.given).toHaveLength(1000);
  });
});
