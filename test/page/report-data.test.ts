// What goes into the page: no text can leave its place, and everything comes back as it was.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matching, NO_FILTERS } from '../../src/page/filters.ts';
import { readHash, writeHash } from '../../src/page/hash.ts';
import { readReport } from '../../src/page/report.ts';
import { rowsOf } from '../../src/page/rows.ts';
import { pack } from '../../src/report/html/data.ts';
import { DATA_MARK, escapeForScript, fillPage, TITLE_MARK } from '../../src/report/html/fill.ts';
import type { Race } from '../../src/report/model.ts';
import { realisticRaces } from './support.ts';

const BEFORE = `<html><head><title>${TITLE_MARK}</title></head><script type="application/json">`;
const AFTER = "</script><script>start('$&')</script></html>";
const PAGE = `${BEFORE}${DATA_MARK}${AFTER}`;

const nasty = fc.constantFrom(
  '</script>',
  '<!--',
  '<script',
  ']]>',
  '\u2028',
  '\u202e',
  '\ud800',
  '$&',
  "$'",
  '$`',
  '&lt;',
  DATA_MARK,
  `</title>${TITLE_MARK}`,
);
const text = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 5 })
  .map((parts) => parts.join(''));
const data = fc.jsonValue({ stringUnit: 'binary' });
const value = fc.oneof(data, text, fc.dictionary(text, text));

describe('data in the page', () => {
  it('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(JSON.parse(escapeForScript(original))).toEqual(JSON.parse(JSON.stringify(original)));
      }),
    );
  });

  it('have no character that HTML or a script takes for its own', () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(escapeForScript(original)).not.toMatch(
          /[<>&\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u,
        );
      }),
    );
  });

  it('leave the rest of the page alone, and so does the title', () => {
    fc.assert(
      fc.property(text, value, (title, original) => {
        const filled = fillPage(PAGE, title, original);
        expect(filled.endsWith(`${escapeForScript(original)}${AFTER}`)).toBe(true);
        const head = filled.slice(0, filled.indexOf('</head>'));
        expect(head.match(/</g)).toHaveLength(4);
        expect(filled.match(/<script/g)).toHaveLength(2);
      }),
    );
  });

  it('need a page that has a place for them', () => {
    expect(() => fillPage('<html></html>', 'title', {})).toThrow('the built report page is damaged');
  });
});

describe('a packed report', () => {
  const races = realisticRaces();
  const packed = {
    about: { title: '', sources: [], generated: '', damagedLines: 0 },
    texts: { meaning: {}, advice: {}, levels: {} },
  };

  it('holds each distinct frame once and gives every race back', () => {
    const {
      frames,
      code,
      races: small,
    } = pack([...races, ...races], ({ file, line }) => (file === 'src/shop.ts' ? `line ${line}` : undefined));
    expect(new Set(frames.map((frame) => JSON.stringify(frame))).size).toBe(frames.length);
    const report = readReport({ ...packed, frames, code, races: small });
    const back = report.entries.map(({ race }) => race);
    expect(back).toHaveLength(2 * races.length);
    for (const race of races) expect(back).toContainEqual(race);
    const shop = frames.find(({ file, line }) => file === 'src/shop.ts' && line === 31);
    expect(shop && report.codeFor(shop)).toBe('line 31');
  });

  const report = readReport({ ...packed, ...pack([...races, ...races], () => undefined) });

  it('numbers fingerprints that occur twice, so that each race has a name', () => {
    const keys = report.entries.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is sorted by level, then by how often', () => {
    const ranks = report.entries.map(({ race }) => ['error', 'warning', 'notice'].indexOf(race.level));
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    const errors = report.entries.filter(({ race }) => race.level === 'error').map(({ race }) => race.count);
    expect(errors).toEqual(errors.toSorted((one, other) => other - one));
  });

  it('grouped has each race once, below the head of its location', () => {
    const rows = rowsOf(report.entries, 'location', new Set());
    let head = '';
    const listed = rows.flatMap((row) => {
      if (row.kind === 'group') head = row.group.location;
      else expect(row.entry.race.location.path).toBe(head);
      return row.kind === 'race' ? [row.entry.key] : [];
    });
    expect(listed.toSorted()).toEqual(report.entries.map(({ key }) => key).toSorted());
    expect(rowsOf(report.entries, 'location', new Set([head])).length).toBeLessThan(rows.length);
  });

  it('unfiltered is all of it; a filter only takes away', () => {
    expect(matching(report.entries, NO_FILTERS)).toBe(report.entries);
    fc.assert(
      fc.property(fc.constantFrom('POST', 'src/', 'async', 'zzz', 'session user'), (words) => {
        const left = matching(report.entries, { ...NO_FILTERS, text: words });
        for (const entry of left) expect(report.entries).toContain(entry);
        const whole = (race: Race) => JSON.stringify(race).toLowerCase();
        for (const { race } of left)
          for (const word of words.toLowerCase().split(' ')) expect(whole(race)).toContain(word);
      }),
    );
  });
});

describe('the address', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((each) => !each.includes(','));
  const place = fc.record({
    race: fc.option(name, { nil: undefined }),
    access: fc.option(fc.nat(100), { nil: undefined }),
    filters: fc.record({
      text: fc.string(),
      path: fc.string(),
      file: fc.string(),
      levels: fc.array(name, { maxLength: 3 }),
      patterns: fc.array(name, { maxLength: 3 }),
    }),
    grouping: fc.constantFrom('none' as const, 'location' as const),
  });

  it('gives back what was written into it', () => {
    fc.assert(
      fc.property(place, (where) => {
        expect(readHash(`#${writeHash(where)}`)).toEqual(where);
      }),
    );
  });

  it.each(['#', '', '#access=-1', '#access=x', '#group=nonsense', '#%', '#race'])(
    '%s is no fault',
    (hash) => {
      expect(readHash(hash)).toMatchObject({ access: undefined, grouping: 'none' });
    },
  );
});
