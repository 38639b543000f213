// SARIF as the standard and GitHub want it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { MergedLog } from '../../src/log/model.ts';
import { formatSarif, leftOutOfSarif } from '../../src/report/formats/sarif.ts';
import type { Race, ReportedAccess } from '../../src/report/model.ts';
import { CONTEXT, DISTINCT, exampleLog } from './formats-log.ts';
import { frame, RACES } from './report-races.ts';

const official = createRequire(__filename).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);

/** The schema of OASIS is of draft 4; in what it uses, only the names of two keys differ from draft 7. */
function validator() {
  const {
    $schema: _draft,
    id,
    ...schema
  } = JSON.parse(readFileSync(official, 'utf8')) as { $schema: string; id: string };
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addFormat('uri-reference', (text: string) => URL.canParse(text, 'file:///') && !/[\s\\]/.test(text));
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
  return ajv.compile({ ...schema, $id: id });
}

const validate = validator();

function sarif(log: MergedLog): Run {
  const parsed = JSON.parse(formatSarif(log, CONTEXT)) as Log;
  validate(parsed);
  expect(validate.errors).toBeNull();
  return parsed.runs[0] as Run;
}

const resultOf = (race: Race) => sarif(exampleLog([race])).results?.[0] as Result;
const lost = RACES['lost-update'] as Race;
const withFile = (file: string): Race => ({
  ...lost,
  accesses: lost.accesses.map((access) => ({ ...access, stack: [frame('f', file, 3, 4)] })),
});

describe('SARIF', () => {
  it('is valid by the official schema for every kind of race, hostile ones included', () => {
    expect(sarif(exampleLog()).results).toHaveLength(DISTINCT.length);
  });

  it('is valid without a race', () => {
    expect(sarif(exampleLog([])).results).toEqual([]);
  });

  it('the schema refuses what is no SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });

  it('has a rule per pattern, always in the same place, with help from the pages', () => {
    const rules = sarif(exampleLog([])).tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toContain('lost-update');
    expect(rules).toHaveLength(9);
    expect(rules).toEqual(sarif(exampleLog()).tool.driver.rules);
    for (const rule of rules) {
      expect(rule.help?.markdown).toBe(`# ${rule.id}\n\nThe page.\n`);
      expect(rule.help?.text).toMatch(/What to change:\n- /);
      expect(rule.fullDescription?.text.length).toBeGreaterThan(20);
    }
  });

  it('names the rule of each result by its place too', () => {
    const run = sarif(exampleLog());
    for (const { ruleId, ruleIndex } of run.results ?? []) {
      expect(run.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
    }
  });

  it('points at the line that did the harm, relative to the root of the repository', () => {
    expect(resultOf(lost).locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'src/shop.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 33, startColumn: 12 },
    });
  });

  it.each([
    ['./src/a b.ts', { uri: 'src/a%20b.ts', uriBaseId: '%SRCROOT%' }],
    ['src\\win.ts', { uri: 'src/win.ts', uriBaseId: '%SRCROOT%' }],
    ['src/100%#?.ts', { uri: 'src/100%25%23%3F.ts', uriBaseId: '%SRCROOT%' }],
    ['/opt/app/a.ts', { uri: 'file:///opt/app/a.ts' }],
    ['C:\\app\\a.ts', { uri: 'file:///C:/app/a.ts' }],
    ['webpack://app/./a.ts', { uri: 'webpack%3A//app/./a.ts', uriBaseId: '%SRCROOT%' }],
  ])('writes the file %s as a URI', (file, location) => {
    expect(resultOf(withFile(file)).locations?.[0]?.physicalLocation?.artifactLocation).toEqual(location);
  });

  it('has the fingerprint where GitHub looks for it, and under a name of its own', () => {
    expect(resultOf(lost).partialFingerprints).toEqual({
      primaryLocationLineHash: '3f9c1d20a7b4e856:1',
      'racewatch/v1': '3f9c1d20a7b4e856',
    });
  });

  it('has a thread flow per task, in the order in which it happened', () => {
    const flows = resultOf(lost).codeFlows?.[0]?.threadFlows ?? [];
    expect(flows.map(({ id, locations }) => [id, locations.map((at) => at.executionOrder)])).toEqual([
      ['task 7', [1, 3]],
      ['task 8', [2]],
    ]);
    expect(flows[0]?.locations[0]?.location?.message?.text).toBe('read by task 7 at 12.3 ms');
  });

  it('keeps two strands of one task apart', () => {
    const race = RACES['two-strands-and-missing-stacks'] as Race;
    const flows = resultOf(race).codeFlows?.[0]?.threadFlows ?? [];
    expect(flows.map(({ id }) => id)).toEqual(['task 9', 'task 9, other strand']);
  });

  it('links the other accesses from its message', () => {
    const { message, relatedLocations } = resultOf(RACES['check-then-act'] as Race);
    expect(message.text).toMatch(
      /See \[read by task 3 at 1204\.5 ms\]\(1\), \[write by task 4 at 1209\.9 ms\]\(2\)\.$/,
    );
    expect(
      relatedLocations?.map(({ id, physicalLocation }) => [id, physicalLocation?.region?.startLine]),
    ).toEqual([
      [1, 8],
      [2, 40],
    ]);
  });

  it('keeps brackets of paths out of its links', () => {
    expect(resultOf(lost).message.text).toContain('app.locals.inventory\\["sku-1"\\]');
  });

  it('leaves out, and says so, a race that happened in no file', () => {
    const run = sarif(exampleLog([withFile('node:events')]));
    expect(run.results).toEqual([]);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      '1 race without a place in a file left out.',
    );
  });

  it('keeps to what GitHub takes of a result, a rule and a run, whatever a race has', () => {
    const stack = Array.from({ length: 5000 }, (_, line) => frame('deep', 'src/deep.ts', line + 1, 1));
    const accesses = lost.accesses.map((access): ReportedAccess => ({ ...access, stack }));
    const run = sarif(exampleLog([{ ...lost, accesses }]));
    expect(run.tool.driver.rules?.every(({ properties }) => (properties?.tags ?? []).length <= 10)).toBe(
      true,
    );
    const [result] = run.results ?? [];
    const locations = [...(result?.locations ?? []), ...(result?.relatedLocations ?? [])];
    expect(locations.length).toBeLessThanOrEqual(100);
    const flows = result?.codeFlows?.flatMap(({ threadFlows }) => threadFlows) ?? [];
    expect(flows.flatMap((flow) => flow.locations).length).toBeLessThanOrEqual(1000);
    for (const { locations: steps } of flows)
      for (const { stack } of steps) expect(stack?.frames.length).toBeLessThanOrEqual(20);
  });

  it('keeps to the 5000 results that GitHub shows, the worst ones', () => {
    const many = Array.from({ length: 5003 }, (_, nth): Race => {
      const level = nth < 3 ? 'notice' : 'error';
      return { ...lost, level, fingerprint: nth.toString(16).padStart(16, '0'), count: 1 };
    });
    const run = JSON.parse(formatSarif(exampleLog(many), CONTEXT)) as Log;
    const { results = [], invocations } = run.runs[0] as Run;
    expect(results).toHaveLength(5000);
    expect(results.every(({ level }) => level === 'error')).toBe(true);
    expect(invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(/^3 races left out/);
    expect(leftOutOfSarif(exampleLog(many))).toEqual([
      '3 races left out: GitHub shows 5000 results of a run.',
    ]);
  });
});
