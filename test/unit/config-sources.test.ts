import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadOptions } from '../../src/config/load.ts';

const base = mkdtempSync(join(tmpdir(), 'racewatch-config-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let count = 0;
/** A folder with these files, below a folder with a package.json so that nothing above is found. */
function folder(files: Record<string, string>): string {
  const path = join(base, String(count++));
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), '{}');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

const config = (value: unknown) => folder({ 'racewatch.config.json': JSON.stringify(value) });

describe('the sources of options', () => {
  it('flags win over the variable, the variable over the file, the file over the defaults', () => {
    const cwd = config({ level: 'notice', format: 'jsonl', exitcode: 1, verbosity: 2 });
    const loaded = loadOptions({
      cwd,
      env: 'format=text exitcode=2 stacks=contended',
      given: { stacks: 'always', history_size: 3 },
      flags: [['exitcode', '3']],
    });
    expect(loaded).toMatchObject({
      ok: true,
      options: {
        level: 'notice',
        verbosity: 2,
        format: 'text',
        stacks: 'always',
        history_size: 3,
        exitcode: 3,
        fail_on: 'error',
      },
    });
  });

  it('the key racewatch of package.json is a configuration file', () => {
    const cwd = folder({ 'package.json': '{"racewatch":{"level":"error"}}' });
    expect(loadOptions({ cwd })).toMatchObject({ ok: true, options: { level: 'error' } });
  });

  it('racewatch.config.json stands before package.json', () => {
    const cwd = folder({
      'package.json': '{"racewatch":{"level":"error"}}',
      'racewatch.config.json': '{"level":"notice"}',
    });
    expect(loadOptions({ cwd })).toMatchObject({ ok: true, options: { level: 'notice' } });
  });

  it('the file is found from a folder below it', () => {
    const cwd = join(config({ level: 'error' }), 'deep');
    mkdirSync(cwd);
    expect(loadOptions({ cwd })).toMatchObject({ ok: true, options: { level: 'error' } });
  });

  it('JSON values have their own types, lists included', () => {
    const cwd = config({
      $schema: './x.json',
      halt_on_error: true,
      exitcode: 7,
      ignore: ['a b', 'c,d'],
      values: 0,
    });
    expect(loadOptions({ cwd })).toMatchObject({
      ok: true,
      options: { halt_on_error: true, exitcode: 7, ignore: ['a b', 'c,d'], values: false },
    });
  });

  it.each([
    ['{', 'racewatch.config.json: the file is not valid JSON'],
    ['[]', 'racewatch.config.json: the options are not an object'],
    ['null', 'racewatch.config.json: the options are not an object'],
    ['{"levl":"error"}', 'racewatch.config.json: unknown option "levl" (did you mean "level"?)'],
    [
      '{"__proto__":{"level":"error"}}',
      expect.stringMatching(/^racewatch\.config\.json: unknown option "__proto__"/),
    ],
    [
      '{"exitcode":1.5}',
      'racewatch.config.json: option exitcode takes a whole number from 0 to 255, not 1.5',
    ],
    [
      '{"exitcode":null}',
      'racewatch.config.json: option exitcode takes a whole number from 0 to 255, not null',
    ],
    ['{"ignore":[1]}', 'racewatch.config.json: option ignore takes a list of texts, not a list'],
    ['{"log_path":{}}', 'racewatch.config.json: option log_path takes a text, not an object'],
    ['{"halt_on_error":[1]}', 'racewatch.config.json: option halt_on_error takes 1 or 0, not a list'],
  ])('%s is refused in one sentence', (text, expected) => {
    const loaded = loadOptions({ cwd: folder({ 'racewatch.config.json': text }) });
    expect(loaded).toEqual({ ok: false, message: expected });
  });

  it('a package.json that cannot be parsed is left to others', () => {
    expect(loadOptions({ cwd: folder({ 'package.json': '{' }) })).toMatchObject({ ok: true });
  });

  it('an object that throws when it is read makes a message, not an exception', () => {
    const given = {
      get level(): string {
        throw new Error('boom');
      },
    };
    expect(loadOptions({ given })).toEqual({ ok: false, message: 'the options cannot be read: boom' });
  });
});
