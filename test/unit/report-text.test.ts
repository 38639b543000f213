import { describe, expect, it } from 'vitest';
import { painter } from '../../src/report/layout.ts';
import type { Race, ReportedAccess } from '../../src/report/model.ts';
import { renderStack } from '../../src/report/stack-text.ts';
import { renderText, summary } from '../../src/report/text.ts';
import { codeFrame, frame, RACES } from './report-races.ts';

const plain = painter(false);
const lostUpdate = RACES['lost-update'] as Race;

/** Escape sequences in a form that survives editors and diffs. */
const visible = (text: string) => text.replaceAll('\u001b', '<ESC>');

describe('the whole text of', () => {
  it.each(Object.entries(RACES))('%s', async (name, race) => {
    await expect(renderText(race, { color: false, codeFrame })).toMatchFileSnapshot(
      `report-text/${name}.txt`,
    );
  });

  it.each(['lost-update', 'unrepeatable-read', 'unsafe-publication'])('%s in colour', async (name) => {
    const text = renderText(RACES[name] as Race, { color: true, codeFrame });
    await expect(visible(text)).toMatchFileSnapshot(`report-text/${name}.colour.txt`);
  });
});

describe('a report', () => {
  it.each(Object.entries(RACES))('%s says the same in colour and plain', (_name, race) => {
    const colour = renderText(race, { color: true, codeFrame });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: takes the colours away
    expect(colour.replace(/\u001b\[\d+m/g, '')).toBe(renderText(race, { color: false, codeFrame }));
  });

  it.each(Object.entries(RACES))('%s holds plain printable characters and line ends only', (_name, race) => {
    expect(renderText(race, { color: false, codeFrame })).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it.each(Object.entries(RACES))('%s has one greppable header and one SUMMARY line', (_name, race) => {
    const lines = renderText(race, { color: false }).split('\n');
    expect(lines.filter((line) => line.startsWith('WARNING: RACE '))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('SUMMARY: racewatch: '))).toEqual([summary(race)]);
    expect(lines.filter((line) => /^=+$/.test(line))).toHaveLength(2);
  });

  it('breaks sentences at the width asked for', () => {
    const text = renderText(lostUpdate, { color: false, width: 60 });
    const sentence = text.split('\n').slice(2, 6);
    expect(sentence.every((line) => line.length <= 60)).toBe(true);
    expect(sentence.join(' ')).toContain(lostUpdate.message);
  });

  it('names the trace of each access that has one', () => {
    const [first, ...rest] = lostUpdate.accesses as [ReportedAccess, ...ReportedAccess[]];
    const trace = { traceId: 'a1'.repeat(16), spanId: 'b2'.repeat(8) };
    const text = renderText({ ...lostUpdate, accesses: [{ ...first, trace }, ...rest] }, { color: false });
    expect(text.match(/^ {2}trace .*/gm)).toEqual([`  trace ${trace.traceId}, span ${trace.spanId}`]);
    expect(text.indexOf('  trace ')).toBeLessThan(text.indexOf('\nThen '));
  });

  it('shows the code of every racing line once', () => {
    const text = renderText(lostUpdate, { color: false, codeFrame });
    expect(text.match(/> 33 \|/g)).toHaveLength(1);
  });

  it('shows the code of the first access when it lies elsewhere', () => {
    const [first, ...rest] = lostUpdate.accesses as [ReportedAccess, ...ReportedAccess[]];
    const far = { ...first, stack: [frame('stockOf', 'src/stock.ts', 7, 3)] };
    const text = renderText(
      { ...lostUpdate, accesses: [far, ...rest] },
      { color: false, codeFrame: ({ file, line }) => `code of ${file}:${line}` },
    );
    expect(text).toContain('    code of src/stock.ts:7\n');
  });

  it('leaves colours in the source it quotes without effect', () => {
    const text = renderText(lostUpdate, { color: false, codeFrame: () => 'a\u001b[31mb\r\nc' });
    expect(text).toContain('    a\\x1b[31mb\n    c\n');
  });

  it('names an access of a task that is no longer remembered by its number', () => {
    expect(renderText({ ...lostUpdate, tasks: [] }, { color: false })).toContain('Read by task 7 at 12.3 ms');
  });
});

describe('a stack', () => {
  const own = (n: number) => frame(`own${n}`, 'src/a.ts', n, 1);
  const foreign = (n: number) => frame(`lib${n}`, 'node_modules/@scope/lib/a.js', n, 1);
  const calls = (lines: string[]) => lines.filter((line) => !line.startsWith('      '));

  it('keeps every application frame, however many there are', () => {
    const stack = Array.from({ length: 20 }, (_, n) => own(n));
    expect(calls(renderStack(stack, plain))).toHaveLength(20);
  });

  it('folds a long run of foreign frames and says whose they were', () => {
    const stack = [own(1), foreign(1), foreign(2), foreign(3), foreign(4), own(2)];
    expect(calls(renderStack(stack, plain))).toEqual([
      '  own1()',
      '  lib1()',
      '  lib2()',
      '  ... 2 more in @scope/lib',
      '  own2()',
    ]);
  });

  it('leaves a short run of foreign frames alone', () => {
    expect(calls(renderStack([foreign(1), foreign(2), foreign(3), own(1)], plain))).toHaveLength(4);
  });

  it('folds all foreign frames when the application fills the room', () => {
    const stack = [...Array.from({ length: 9 }, (_, n) => own(n)), foreign(1)];
    expect(calls(renderStack(stack, plain)).at(-1)).toBe('  ... 1 more in @scope/lib');
  });

  it('judges a frame by its file when its owner is not given', () => {
    const dim = renderStack([{ function: 'emit', file: 'node:events', line: 1, column: 1 }], painter(true));
    const lit = renderStack([{ function: 'f', file: 'src/a.ts', line: 1, column: 1 }], painter(true));
    expect(dim[0]).toBe('\u001b[2m  ... 1 in node\u001b[0m');
    expect(lit[0]).toBe('  f()');
  });
});
