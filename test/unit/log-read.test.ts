// Logs as they lie on disks: cut anywhere, damaged, of several processes, of other versions.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { nameMatches } from '../../src/log/glob.ts';
import { isRace, PATTERN_NAMES } from '../../src/log/guard.ts';
import { LineSplitter } from '../../src/log/lines.ts';
import { Merger } from '../../src/log/merge.ts';
import { readLogs } from '../../src/log/read.ts';
import { findSources } from '../../src/log/sources.ts';
import { damagedLines, sightingsIn } from '../../src/report/formats/model.ts';
import { renderJson } from '../../src/report/json-lines.ts';
import type { Race } from '../../src/report/model.ts';
import schema from '../../src/report/race.schema.json' with { type: 'json' };
import { placesIn, put } from './formats-log.ts';
import { RACES } from './report-races.ts';

const folder = mkdtempSync(join(tmpdir(), 'racewatch-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lost = RACES['lost-update'] as Race;
const all = Object.values(RACES);
const named = (fingerprint: string, rest: Partial<Race> = {}): Race => ({
  ...lost,
  fingerprint: fingerprint.padStart(16, '0'),
  count: 1,
  ...rest,
});

function write(name: string, text: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function read(...files: string[]) {
  const log = await readLogs(files);
  if (!log.ok) throw new Error(log.message);
  return log.value;
}

function linesOf(chunks: readonly Uint8Array[], longest?: number) {
  const splitter = new LineSplitter(longest);
  return [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const marks = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return marks.slice(1).map((end, index) => bytes.slice(marks[index], end));
}

describe('lines', () => {
  it('are the same however the bytes are cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ß', '😀', '\n', '\r\n', '"', '\0') });
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (written, places) => {
        const lines = linesOf(cut(Buffer.from(written), places)).map((line) => line.text);
        const expected = written.split('\n').map((line) => line.replace(/\r$/, ''));
        if (expected.at(-1) === '' && !written.endsWith('\r')) expected.pop();
        expect(lines).toEqual(expected);
      }),
    );
  });

  it('that are too long are told and not kept, and the next one is whole again', () => {
    const lines = linesOf(cut(Buffer.from(`${'x'.repeat(50)}\nab\n${'y'.repeat(11)}`), [7, 20, 33, 58]), 10);
    expect(lines.map(({ text, tooLong, ended }) => [text, tooLong, ended])).toEqual([
      ['', true, true],
      ['ab', false, true],
      ['', true, false],
    ]);
  });

  it('begin after a byte order mark', () => {
    expect(linesOf([Buffer.from('\ufeffa\n')])[0]?.text).toBe('a');
  });
});

describe('the guard', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

  it('knows the patterns of the schema', () => {
    expect([...PATTERN_NAMES]).toEqual(schema.$defs.PatternName.enum);
  });

  it.each(Object.entries(RACES))('accepts %s', (_name, race) => {
    expect(isRace(JSON.parse(renderJson(race)))).toBe(true);
  });

  it('refuses numbers beyond all bounds, which JSON can write', () => {
    const endless = renderJson(lost).replace(/"time":\d+\.\d+/, '"time":1e999');
    expect([validate(JSON.parse(endless)), isRace(JSON.parse(endless))]).toEqual([false, false]);
  });

  it('says what the schema says, whatever is put in, changed or taken away', () => {
    const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
    const traced = { ...lost, accesses: lost.accesses.map((access) => ({ ...access, trace })) };
    const places = placesIn(JSON.parse(renderJson(traced)));
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('', 'read', 'node', 'racewatch.race/1', 'error', -1, 0, 1.5, 1e300, true, null, [], {}),
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.option(odd, { nil: undefined }), (place, value) => {
        const race: unknown = JSON.parse(renderJson(traced));
        put(race, place, value);
        const parsed: unknown = JSON.parse(JSON.stringify(race));
        const right = validate(parsed);
        if (right) accepted++;
        expect(isRace(parsed)).toBe(right);
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

describe('reading', () => {
  it('never throws and loses no line, whatever the bytes and wherever they end', () => {
    const good = renderJson(lost);
    const piece = fc.oneof(
      fc.constant(good),
      fc.string(),
      fc.constantFrom(
        '{',
        '[]',
        'null',
        '0',
        '""',
        '{"schema":"racewatch.race/2"}',
        '{"__proto__":1}',
        '\0\0',
      ),
      fc.nat(good.length).map((length) => good.slice(0, length)),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat()), fc.nat(), (pieces, places, lost) => {
        const bytes = Buffer.from(pieces.join('\n'));
        const merger = new Merger({ most: 3 });
        const lines = linesOf(cut(bytes.subarray(0, bytes.length - (lost % (bytes.length + 1))), places));
        const blank = lines.filter((line) => merger.line(line, 'f') === 'blank').length;
        const log = merger.merged(['f'], bytes.length);
        expect(log.lines + blank).toBe(lines.length);
        const taken = log.lines - damagedLines(log);
        expect(sightingsIn(log)).toBe(taken * (log.races.length === 0 ? 0 : 214));
      }),
    );
  });

  it('counts what is no race, by kind, with the first place', async () => {
    const file = write(
      'bad.jsonl',
      [
        renderJson(lost),
        'oops',
        '',
        '{}',
        '{"schema":"racewatch.race/7","x":1}',
        '{"a"',
        '{"schema":"rac',
      ].join('\n'),
    );
    const log = await read(file);
    expect(log.races).toHaveLength(1);
    expect(log.damage).toEqual([
      { kind: 'not-json', count: 2, first: `${file}:2`, detail: '' },
      { kind: 'not-a-race', count: 1, first: `${file}:4`, detail: '' },
      { kind: 'newer-schema', count: 1, first: `${file}:5`, detail: 'racewatch.race/7' },
      { kind: 'truncated', count: 1, first: `${file}:7`, detail: '' },
    ]);
  });

  it('takes a last line that is whole but has no end', async () => {
    expect((await read(write('open.jsonl', renderJson(lost)))).damage).toEqual([]);
  });

  it('adds up what several processes saw of one race', async () => {
    const line = (race: Race) => `${renderJson(race)}\n`;
    const early = named('1', { pid: 1, time: '2026-01-01T00:00:00Z', count: 2 });
    const late = named('1', { pid: 2, time: '2026-03-01T00:00:00Z', level: 'error' });
    const one = write('sum.1.jsonl', line({ ...early, level: 'warning' }) + line(named('2')));
    const two = write('sum.2.jsonl', line(late) + line(late));
    const { races } = await read(one, two);
    expect(races.map(({ race }) => [race.fingerprint.slice(-1), race.count])).toEqual([
      ['1', 4],
      ['2', 1],
    ]);
    expect(races[0]).toMatchObject({
      files: [one, two],
      pids: [1, 2],
      firstSeen: '2026-01-01T00:00:00Z',
      lastSeen: '2026-03-01T00:00:00Z',
      race: { level: 'error' },
    });
  });

  it('orders by level, then by count', async () => {
    const text = all.map((race, nth) => renderJson({ ...race, fingerprint: named(String(nth)).fingerprint }));
    const { races } = await read(write('order.jsonl', text.join('\n')));
    const ranks = races.map(({ race }) => ['error', 'warning', 'notice'].indexOf(race.level));
    expect(ranks).toEqual([...ranks].sort());
    expect(races[0]?.race.count).toBe(214);
  });

  it.each<[string, Uint8Array | string, RegExp]>([
    ['packed.jsonl', Uint8Array.of(0x1f, 0x8b, 8), /is compressed: unpack it first/],
    ['wide.jsonl', Uint8Array.of(0xff, 0xfe, 0x7b, 0), /is UTF-16/],
  ])('says of %s what it is', async (name, bytes, sentence) => {
    expect(await readLogs([write(name, bytes)])).toMatchObject({
      ok: false,
      message: expect.stringMatching(sentence),
    });
  });

  it('says which file cannot be read', async () => {
    const missing = join(folder, 'missing.jsonl');
    expect(await readLogs([missing])).toEqual({
      ok: false,
      message: `cannot read ${JSON.stringify(missing.length > 40 ? `${missing.slice(0, 40)}…` : missing)}: there is no such file`,
    });
  });

  it('reads standard input as `-`', async () => {
    async function* stdin() {
      yield Buffer.from(renderJson(lost));
    }
    expect(await readLogs(['-'], { stdin: stdin() })).toMatchObject({
      value: { races: [{ files: ['stdin'] }] },
    });
  });
});

describe('the bound on races', () => {
  it('counts those beyond it, and lets a lower level give way to a higher one', () => {
    const merger = new Merger({ most: 2 });
    const add = (fingerprint: string, level: Race['level']) => merger.add(named(fingerprint, { level }), 'f');
    add('1', 'notice');
    add('2', 'warning');
    add('3', 'notice');
    add('4', 'error');
    add('5', 'error');
    add('6', 'error');
    add('4', 'error');
    const log = merger.merged(['f'], 0);
    expect(log.races.map(({ race }) => `${race.fingerprint.slice(-1)} ${race.count}`)).toEqual([
      '4 2',
      '5 1',
    ]);
    expect(log.beyond).toEqual({ notice: 2, warning: 1, error: 1 });
  });

  it('is one on the bytes of their lines too, which a higher level gets first', () => {
    const merger = new Merger({ mostBytes: 100 });
    const add = (fingerprint: string, level: Race['level'], bytes: number) =>
      merger.add(named(fingerprint, { level }), 'f', bytes);
    add('1', 'notice', 50);
    add('2', 'notice', 50);
    add('3', 'notice', 1);
    add('4', 'error', 60);
    add('5', 'warning', 41);
    add('4', 'error', 60);
    const log = merger.merged(['f'], 0);
    expect(log.races.map(({ race }) => `${race.fingerprint.slice(-1)} ${race.count}`)).toEqual(['4 2']);
    expect([log.beyond, log.full]).toEqual([{ notice: 3, warning: 1, error: 0 }, 'bytes']);
  });

  it('counts the bytes of lines, and is not passed by a race that becomes worse', () => {
    const short = renderJson(named('1', { level: 'notice' }));
    const long = renderJson(named('1', { level: 'error', message: 'x'.repeat(5000) }));
    const merger = new Merger({ mostBytes: short.length + 10 });
    for (const text of [short, long, renderJson(named('2', { level: 'notice' }))]) {
      merger.line({ text, number: 1, ended: true, tooLong: false }, 'f');
    }
    const { races, beyond } = merger.merged(['f'], 0);
    expect(races.map(({ race }) => [race.level, race.count, race.message])).toEqual([
      ['error', 2, lost.message],
    ]);
    expect(beyond.notice).toBe(1);
  });

  it('leaves out what is below the level, and counts it', () => {
    const merger = new Merger({ level: 'warning' });
    merger.add(named('1', { level: 'notice', count: 3 }), 'f');
    expect(merger.merged(['f'], 0)).toMatchObject({ races: [], below: 3 });
  });
});

describe('the words that name logs', () => {
  const file = (name: string) => join(folder, 'tree', name);
  for (const name of ['a.1.jsonl', 'a.2.jsonl', 'a.txt', 'deep/er/b.jsonl', 'node_modules/c.jsonl']) {
    write(`tree/${name}`, '');
  }

  it.each<[string, string[], string[]]>([
    ['a file', [file('a.txt')], ['a.txt']],
    ['a folder', [join(folder, 'tree')], ['a.1.jsonl', 'a.2.jsonl', 'deep/er/b.jsonl']],
    ['a glob', [file('a.*.jsonl')], ['a.1.jsonl', 'a.2.jsonl']],
    ['a glob over folders', [file('**/b*.jsonl')], ['deep/er/b.jsonl']],
    [
      'a file named twice',
      [file('a.1.jsonl'), file('./a.1.jsonl'), file('a.?.jsonl')],
      ['a.1.jsonl', 'a.2.jsonl'],
    ],
  ])('%s', (_what, words, names) => {
    expect(findSources(words)).toEqual({ ok: true, value: names.map(file) });
  });

  it('may name a folder without logs, which is what a run without races leaves', () => {
    expect(findSources(['src/log'])).toEqual({ ok: true, value: [] });
  });

  it.each([
    [['nowhere.jsonl'], 'no such file or folder: "nowhere.jsonl"'],
    [['nowhere.*.jsonl'], 'no file matches "nowhere.*.jsonl"'],
  ])('%j is refused', (words, message) => {
    expect(findSources(words)).toEqual({ ok: false, message });
  });

  it('match names as an expression would', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.') });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b', '.') }), (pattern, name) => {
        const exact = [...pattern].map((letter) => ({ '*': '.*', '?': '.', '.': '\\.' })[letter] ?? letter);
        expect(nameMatches(pattern, name)).toBe(new RegExp(`^${exact.join('')}$`).test(name));
      }),
    );
  });
});
