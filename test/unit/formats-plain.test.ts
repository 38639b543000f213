// Text, Markdown, JUnit, annotations, trace and JSON Lines of one and the same log.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRace } from '../../src/log/guard.ts';
import { Merger } from '../../src/log/merge.ts';
import { escapeData, escapeProperty, formatGithub } from '../../src/report/formats/github.ts';
import { formatJsonLines } from '../../src/report/formats/json-lines.ts';
import { escapeXml, formatJunit } from '../../src/report/formats/junit.ts';
import { codeSpan, escapeMarkdown, formatMarkdown } from '../../src/report/formats/markdown.ts';
import { type FormatContext, generalPath, groupsOf } from '../../src/report/formats/model.ts';
import { formatSarif } from '../../src/report/formats/sarif.ts';
import { formatText } from '../../src/report/formats/text.ts';
import { formatTrace } from '../../src/report/formats/trace.ts';
import type { Frame, Race } from '../../src/report/model.ts';
import { CONTEXT, DISTINCT, exampleLog, placesIn, put } from './formats-log.ts';
import { codeFrame, RACES } from './report-races.ts';

const lost = RACES['lost-update'] as Race;
const hostile = RACES['hostile-names'] as Race;
const log = exampleLog();
const empty = exampleLog([]);
const FORMATS = { formatText, formatGithub, formatJunit, formatMarkdown, formatTrace, formatJsonLines };

describe.each(Object.entries(FORMATS))('%s', (_name, format) => {
  it('ends with a line end, names every race, and has no control character', () => {
    const text = format(log, CONTEXT);
    expect(text.endsWith('\n')).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
    const shown = format === formatGithub ? DISTINCT.slice(0, 1) : DISTINCT;
    for (const { fingerprint } of shown) expect(text).toContain(fingerprint);
  });

  it('has no control character of the name of a file', () => {
    const odd: Frame = { function: 'f', file: 'a\u001b]0;\u0007\u009b\u202e\u200b.js', line: 1, column: 1 };
    const accesses = lost.accesses.map((access) => ({ ...access, stack: [odd] }));
    const text = format(exampleLog([{ ...lost, accesses }]), CONTEXT);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  });

  it('is the same for the same log', () => {
    expect(format(exampleLog(), CONTEXT)).toBe(format(log, CONTEXT));
  });
});

describe('any race that the guard lets through', () => {
  const places = placesIn(JSON.parse(formatJsonLines(exampleLog([lost]))));
  const odd = fc.oneof(
    fc.constantFrom(
      '',
      'node:fs',
      '/',
      '..',
      'C:\\',
      '\ud800',
      ']]>',
      '`'.repeat(9),
      0,
      1e300,
      1e-300,
      2 ** 53,
      null,
      true,
    ),
    fc.constantFrom('read', 'iterate', 'first', 'second', 'notice', 'node', 'structure', 'torn-read', []),
    fc.string({ unit: 'binary' }),
    fc.nat(),
  );
  const change = fc.tuple(fc.constantFrom(...places), fc.option(odd, { nil: undefined }));

  it('can be written in every format', () => {
    let written = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const race: unknown = structuredClone(lost);
        for (const [place, value] of changes) put(race, place, value);
        const parsed: unknown = JSON.parse(JSON.stringify(race));
        if (!isRace(parsed)) return;
        written++;
        const one = exampleLog([parsed]);
        for (const format of [...Object.values(FORMATS), formatSarif]) {
          expect(format(one, CONTEXT).length).toBeGreaterThan(0);
        }
        tagsOf(formatJunit(one, CONTEXT));
      }),
      { numRuns: 600 },
    );
    expect(written).toBeGreaterThan(10);
  });
});

describe('text', () => {
  it('adds up what all processes saw, and says where', () => {
    const text = formatText(log, CONTEXT);
    expect(text).toContain('Seen 428 times so far.');
    expect(text).toContain(
      'Seen in race.4711.jsonl, race.9.jsonl; 2 processes; first 2026-11-23T15:24:14.000Z, last 2026-11-24T00:00:00.000Z\n',
    );
    expect(text).toMatch(/\nFound 13 races, seen \d+ times in 2 files\n$/);
  });

  it('says what the level has left out', () => {
    const merger = new Merger({ level: 'error' });
    for (const race of DISTINCT) merger.add(race, 'f');
    expect(formatText(merger.merged(['f'], 0), CONTEXT)).toMatch(
      /in 1 file; 4 sightings below the level left out\n$/,
    );
  });

  it('says that there is none', () => {
    expect(formatText(empty, CONTEXT)).toBe('Found 0 races in 2 files\n');
  });

  it('groups by location', () => {
    const context: FormatContext = { ...CONTEXT, groupBy: 'location' };
    expect(formatText(log, context)).toContain('### app.locals.inventory[*]: 1 race\n');
  });
});

describe('groups', () => {
  it.each([
    ['app.locals.inventory["sku-1"]', 'app.locals.inventory[*]'],
    ['a["]\\""][0].b["x"].c', 'a[*][*].b[*].c'],
    ['plain.path', 'plain.path'],
  ])('%s is of the place %s', (path, general) => {
    expect(generalPath(path)).toBe(general);
  });

  it.each(['location', 'pattern', 'file'] as const)('by %s hold every race once', (by) => {
    const members = groupsOf(log.races, by).flatMap(({ races }) => races);
    expect(new Set(members)).toEqual(new Set(log.races));
    expect(members).toHaveLength(log.races.length);
  });
});

describe('JSON lines', () => {
  it('are a log again, with counts added up', () => {
    const races = formatJsonLines(log).trimEnd().split('\n');
    expect(races).toHaveLength(DISTINCT.length);
    expect(JSON.parse(races[0] as string)).toMatchObject({ count: 428, time: '2026-11-23T15:24:14.000Z' });
  });
});

describe('GitHub annotations', () => {
  it('stand at the line that did the harm', () => {
    const [first] = formatGithub(exampleLog([lost])).split('\n');
    expect(first).toMatch(
      /^::error file=src\/shop\.ts,line=33,col=12,title=Race%3A lost-update on app\.locals\.inventory\["sku-1"\]::POST \/buy read .*%0AR task 7 src\/shop\.ts:31%0AW task 8 src\/shop\.ts:33%0AW task 7 src\/shop\.ts:33%0AFingerprint 3f9c1d20a7b4e856, seen 428 times$/,
    );
  });

  it('let no text of the program become a command or a property', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('%', '\n', '\r', ':', ',', 'a', '::error::') }),
        (text) => {
          expect(escapeData(text)).not.toMatch(/[\r\n]/);
          expect(escapeProperty(text)).not.toMatch(/[\r\n:,]/);
          expect(decodeURIComponent(escapeProperty(text))).toBe(text);
        },
      ),
    );
    const lines = formatGithub(exampleLog([hostile]))
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(2);
  });

  it('are ten of a level at most, and the rest is counted', () => {
    const many = Array.from({ length: 12 }, (_, nth) => ({
      ...lost,
      fingerprint: String(nth).padStart(16, '0'),
    }));
    const lines = formatGithub(exampleLog(many)).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.at(-1)).toBe(
      'racewatch: 12 races (12 errors); 2 without an annotation, GitHub shows 10 of each level',
    );
  });
});

describe('JUnit', () => {
  it('is well-formed XML with a failed case per race, hostile names included', () => {
    const tags = tagsOf(formatJunit(log, CONTEXT));
    expect(tags.filter((tag) => tag === 'testcase')).toHaveLength(DISTINCT.length);
    expect(tags.filter((tag) => tag === 'failure')).toHaveLength(DISTINCT.length);
    expect(tags.filter((tag) => tag === 'testsuite')).toHaveLength(9);
  });

  it('has one case that passes when there is no race', () => {
    const text = formatJunit(empty, CONTEXT);
    expect(tagsOf(text)).toEqual(['testsuites', 'testsuite', 'testcase']);
    expect(text).toContain('tests="1" failures="0"');
  });

  it('escapes anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tagsOf(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`)).toEqual(['a']);
      }),
    );
  });
});

describe('Markdown', () => {
  it('escapes what could be markup, a link or a mention', () => {
    expect(escapeMarkdown('*a* <b> [c](d) @me #1 https://x')).toBe(
      '\\*a\\* &lt;b&gt; \\[c\\]\\(d\\) @<!-- -->me #<!-- -->1 https:<!-- -->//x',
    );
  });

  it('holds code together whatever backticks it has', () => {
    expect(codeSpan('a``b`')).toBe('``` a``b` ```');
  });

  it('keeps a table row in one piece', () => {
    const race = { ...lost, location: { ...lost.location, path: 'a["x|y"]' } };
    const row = formatMarkdown(exampleLog([race]), CONTEXT)
      .split('\n')
      .find((line) => line.startsWith('| error'));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(7);
  });

  it('fits into a comment and counts what is left out', () => {
    const many = Array.from({ length: 200 }, (_, nth) => ({
      ...lost,
      fingerprint: String(nth).padStart(16, '0'),
    }));
    const text = formatMarkdown(exampleLog(many), CONTEXT);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\n\d+ more races left out here: see the log\.\n$/);
  });

  it('shows source where there is any', () => {
    expect(formatMarkdown(exampleLog([lost]), { ...CONTEXT, codeFrame })).toContain(
      'inventory.set(sku, left - 1)',
    );
  });
});

interface Event {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  id?: number;
}

describe('the trace', () => {
  const events = (JSON.parse(formatTrace(log)) as { traceEvents: Event[] }).traceEvents;
  const of = (ph: string) => events.filter((event) => event.ph === ph);
  const slicesAt = ({ pid, tid, ts }: Event) =>
    of('X').filter(
      (slice) => slice.pid === pid && slice.tid === tid && slice.ts <= ts && ts <= slice.ts + slice.dur,
    );

  it('has a named track for each task', () => {
    const tracks = new Set(of('X').map(({ pid, tid }) => `${pid} ${tid}`));
    const named = of('M').filter(({ name }) => name === 'thread_name');
    expect(named.map(({ pid, tid }) => `${pid} ${tid}`).sort()).toEqual([...tracks].sort());
  });

  it('has every access inside the slice of its turn', () => {
    expect(of('i')).toHaveLength(DISTINCT.reduce((sum, race) => sum + race.accesses.length, 0));
    for (const access of of('i')) expect(slicesAt(access), access.name).not.toEqual([]);
  });

  it('has no two slices of a track across each other', () => {
    for (const slice of of('X')) {
      const others = of('X').filter(({ pid, tid }) => pid === slice.pid && tid === slice.tid);
      const inside = others.filter(({ ts }) => ts > slice.ts && ts < slice.ts + slice.dur);
      expect(inside).toEqual([]);
    }
  });

  it('has arrows that begin and end in slices', () => {
    const ids = (ph: string) =>
      of(ph)
        .map(({ id }) => id)
        .sort();
    expect(ids('s')).toEqual(ids('f'));
    // Perfetto drops arrows with any other id, and joins those that share one.
    expect(ids('s').every((id) => Number.isSafeInteger(id))).toBe(true);
    expect(new Set(ids('s')).size).toBe(ids('s').length);
    expect(of('s')).toHaveLength(DISTINCT.reduce((sum, race) => sum + race.accesses.length - 1, 0));
    for (const end of [...of('s'), ...of('f')]) expect(slicesAt(end)).not.toEqual([]);
  });

  it.each([
    ['Markdown', (traced: typeof log) => formatMarkdown(traced, CONTEXT)],
    ['the trace', formatTrace],
  ])('%s tells the trace and span of a request', (_name, format) => {
    const trace = { traceId: 'a1'.repeat(16), spanId: 'b2'.repeat(8) };
    const accesses = lost.accesses.map((access) => ({ ...access, trace }));
    const text = format(exampleLog([{ ...lost, accesses }]));
    expect(text.split(trace.traceId)).toHaveLength(accesses.length + 1);
    expect(text.split(trace.spanId)).toHaveLength(accesses.length + 1);
  });

  it('has the events in the order of time', () => {
    const times = events.filter(({ ph }) => ph !== 'M').map(({ ts }) => ts);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });
});

/** The names of the elements, in order; fails unless the text is well-formed. */
function tagsOf(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const token =
    /<\?xml [^<>]*\?>|<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|((?:[^<>&]|&(?:amp|lt|gt|quot|apos);)+)/y;
  while (token.lastIndex < xml.length) {
    const from = token.lastIndex;
    const found = token.exec(xml);
    if (found === null) expect.fail(`not well-formed at ${JSON.stringify(xml.slice(from, from + 40))}`);
    const [, closing, name = '', attributes = '', alone] = found;
    expect(attributes).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos);)/);
    if (name === '') continue;
    if (closing) expect(open.pop()).toBe(name);
    else names.push(name);
    if (!closing && !alone) open.push(name);
  }
  expect(open).toEqual([]);
  return names;
}
