// The merged log as JUnit XML, which every CI shows: a test suite per pattern, a failed test case per race.

import type { MergedLog, MergedRace } from '../../log/model.ts';
import { printable } from '../printable.ts';
import { renderText } from '../text.ts';
import { type FormatContext, groupsOf, mainSite, placeOf, titleOf } from './model.ts';

const LONGEST_FILE = 4096;

/** Without a race there is one test case, which passes. */
export function formatJunit(log: MergedLog, context: FormatContext): string {
  const { races } = log;
  const by = context.groupBy === 'none' ? 'pattern' : context.groupBy;
  const suites = groupsOf(races, by).map(({ title, races: members }) =>
    suite(
      title,
      members,
      members.flatMap((merged) => testCase(merged, context)),
      context,
    ),
  );
  const passed = suite(
    'races',
    [],
    ['    <testcase classname="racewatch" name="no races" time="0"/>'],
    context,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="racewatch" tests="${Math.max(races.length, 1)}" failures="${races.length}" errors="0">`,
    ...(suites.length > 0 ? suites.flat() : passed),
    '</testsuites>\n',
  ].join('\n');
}

function suite(
  name: string,
  races: readonly MergedRace[],
  cases: readonly string[],
  { generated }: FormatContext,
): string[] {
  const counts = `tests="${cases.length === 0 ? 0 : Math.max(races.length, 1)}" failures="${races.length}"`;
  const when = generated.replace(/\.\d+Z$|Z$/, '');
  return [
    `  <testsuite name="${escapeXml(name)}" ${counts} errors="0" skipped="0" time="0" timestamp="${when}">`,
    ...cases,
    '  </testsuite>',
  ];
}

function testCase({ race }: MergedRace, { width, codeFrame }: FormatContext): string[] {
  const site = mainSite(race);
  const path = site && escapeXml(printable(site.file, LONGEST_FILE));
  const file = site === undefined ? '' : ` file="${path}" line="${site.line}"`;
  const name = `${titleOf(race)} (${placeOf(site)}, ${race.fingerprint})`;
  const text = renderText(race, { color: false, width, codeFrame });
  return [
    `    <testcase classname="${path ?? 'racewatch'}" name="${escapeXml(name)}"${file} time="0">`,
    `      <failure type="${race.level}" message="${escapeXml(printable(race.message, 1000))}">${escapeXml(text)}</failure>`,
    '    </testcase>',
  ];
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** For text and attributes; what XML 1.0 has no place for becomes a question mark. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '?')
      .replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '')
  );
}
