// Where options come from in a real process, and what is said about bad ones. What the parser makes of each
// kind of value is tested next to the parser.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownLines, racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const PROGRAM = `${SHOP}sold.then(() => console.log(require('racewatch').isActive()));`;

beforeAll(() => {
  for (const folder of ['plain', 'file', 'file/below', 'key', 'both', 'broken', 'wrong', 'foreign']) {
    workshop.write(`${folder}/shop.cjs`, PROGRAM);
  }
  workshop.write('file/racewatch.config.json', '{ "format": "jsonl", "exitcode": 5, "fail_on": "error" }');
  workshop.write('key/package.json', '{ "racewatch": { "exitcode": 6 } }');
  workshop.write('both/package.json', '{ "racewatch": { "exitcode": 6 } }');
  workshop.write('both/racewatch.config.json', '{ "exitcode": 8 }');
  workshop.write('broken/racewatch.config.json', '{ "exitcode": ');
  workshop.write('wrong/racewatch.config.json', '{ "exit_code": 5 }');
  workshop.write('foreign/package.json', '{ "name": "no-options-here" }');
});

const run = (folder: string, racewatch = '', env: Record<string, string> = {}) =>
  workshop.watch(['shop.cjs'], { racewatch, env, cwd: `${workshop.folder}/${folder}` });

describe.concurrent('options come from', () => {
  it.each([
    ['nowhere: the defaults hold', 'plain', '', 66],
    ['racewatch.config.json', 'file', '', 5],
    ['racewatch.config.json of a folder above', 'file/below', '', 5],
    ['the key racewatch of package.json', 'key', '', 6],
    ['racewatch.config.json before package.json', 'both', '', 8],
    ['a package.json without the key: the defaults hold', 'foreign', '', 66],
    ['the variable before the file', 'file', 'exitcode=9', 9],
    ['the variable before the key', 'key', 'exitcode=9', 9],
    ['the variable, where the last setting wins', 'plain', 'exitcode=8 exitcode=9', 9],
    ['the variable, where a value may be quoted', 'plain', 'exitcode="9" log_path=\'stderr\'', 9],
    ['the variable, by which a dash is an underscore', 'plain', 'fail-on=never', 0],
  ])('%s', async (_name, folder, racewatch, code) => {
    const ended = await run(folder, racewatch);
    expect(ended).toMatchObject({ code, stdout: 'true\n' });
    expect(ownLines(ended.stderr)).toEqual([]);
  });

  it('both the file and the variable, each for what it says', async () => {
    const ended = await run('file', 'exitcode=9 log_path=stdout');
    expect(ended).toMatchObject({ code: 9, stderr: '' });
    expect(racesIn(ended.stdout.replace('true\n', ''))).toHaveLength(1);
  });
});

describe.concurrent('a bad option is one sentence, and the program runs unwatched', () => {
  it.each([
    ['plain', 'lvel=error', 'RACEWATCH: unknown option "lvel" (did you mean "level"?)'],
    [
      'plain',
      'level=eror',
      'RACEWATCH: option level takes error, warning or notice, not "eror" (did you mean "error"?)',
    ],
    ['plain', 'exitcode=300', 'RACEWATCH: option exitcode takes a whole number from 0 to 255, not "300"'],
    ['plain', 'exitcode=-1', 'RACEWATCH: option exitcode takes a whole number from 0 to 255, not "-1"'],
    ['plain', 'exitcode=', 'RACEWATCH: option exitcode takes a whole number from 0 to 255, not ""'],
    ['plain', 'values=perhaps', 'RACEWATCH: option values takes 1 or 0, not "perhaps"'],
    [
      'plain',
      'roots=http,expres',
      'RACEWATCH: option roots takes names of integrations, not "expres" (did you mean "express"?)',
    ],
    ['plain', 'level', 'RACEWATCH: "level" is not of the form key=value'],
    ['plain', 'ignore="a b', 'RACEWATCH: a quote (") is not closed'],
    ['plain', '__proto__=1', 'RACEWATCH: unknown option "__proto__" (did you mean "roots"?)'],
    ['plain', 'level=error lvel=1 exitcode=x', 'RACEWATCH: unknown option "lvel" (did you mean "level"?)'],
    ['broken', '', 'racewatch.config.json: the file is not valid JSON'],
    ['broken', 'level=error', 'racewatch.config.json: the file is not valid JSON'],
    ['wrong', '', 'racewatch.config.json: unknown option "exit_code" (did you mean "exitcode"?)'],
  ])('in %s with "%s"', async (folder, racewatch, sentence) => {
    expect(await run(folder, racewatch)).toEqual({
      code: 0,
      signal: null,
      stdout: 'false\n',
      stderr: `racewatch: ${sentence}; the program runs unwatched\n`,
    });
  });
});
