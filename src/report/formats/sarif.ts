// The merged log as SARIF 2.1.0, in the subset and within the limits of GitHub code scanning. Where things are is
// in sarif-places.ts.

import type { CodeFlow, Log, Notification, ReportingDescriptor, Result, ThreadFlow } from 'sarif';
import type { MergedLog, MergedRace } from '../../log/model.ts';
import { ADVICE, LEVEL_MEANS, MEANING } from '../explain.ts';
import type { Level, PatternName, Race, ReportedAccess } from '../model.ts';
import { printable } from '../printable.ts';
import { siteOf } from '../site.ts';
import { opNoun, plural } from '../words.ts';
import { type FormatContext, mainSite, titleOf } from './model.ts';
import { hasPlace, physical, placed, stackOf } from './sarif-places.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** GitHub shows the first 5000 results of a run, and refuses a file with more than 25 000. */
const MOST_RESULTS = 5000;

const LEVELS: Record<Level, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
};
/** How GitHub ranks an alert. */
const SEVERITY: Record<Level, string> = { error: 'error', warning: 'warning', notice: 'recommendation' };
/** The level that a pattern has for the most part. */
const USUAL: Record<PatternName, Level> = {
  'lost-update': 'error',
  'check-then-act': 'error',
  overwritten: 'error',
  'check-then-use': 'error',
  'mutation-during-iteration': 'error',
  'dirty-read': 'error',
  'torn-read': 'warning',
  'unsafe-publication': 'warning',
  'unrepeatable-read': 'notice',
};
const PATTERNS = Object.keys(USUAL) as readonly PatternName[];

/** Every pattern is a rule, whether it was met or not, so that rules keep their places. */
export function formatSarif({ races }: MergedLog, context: FormatContext): string {
  const { shown, leftOut } = chosen(races);
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Racewatch',
            semanticVersion: context.version,
            rules: PATTERNS.map((pattern) => ruleOf(pattern, context)),
          },
        },
        automationDetails: { id: 'racewatch/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: context.generated,
            toolExecutionNotifications: leftOut.map(warning),
          },
        ],
        results: shown.map(resultOf),
      },
    ],
  };
  return `${JSON.stringify(log)}\n`;
}

/** What the SARIF of a log does not hold and why, a sentence each: it is in its notifications, where nobody looks. */
export function leftOutOfSarif({ races }: MergedLog): readonly string[] {
  return chosen(races).leftOut;
}

function ruleOf(pattern: PatternName, { page }: FormatContext): ReportingDescriptor {
  const advice = ADVICE[pattern].map((line) => `- ${line}`).join('\n');
  const text = `${MEANING[pattern]}\n\nWhat to change:\n${advice}`;
  return {
    id: pattern,
    name: pattern.replace(/(?:^|-)([a-z])/g, (_part, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `Race: ${pattern}` },
    fullDescription: { text: MEANING[pattern] },
    help: { text, markdown: page(pattern) || text },
    defaultConfiguration: { level: LEVELS[USUAL[pattern]] },
    properties: {
      tags: ['concurrency', 'race-condition', 'correctness'],
      precision: USUAL[pattern] === 'error' ? 'very-high' : 'medium',
      'problem.severity': SEVERITY[USUAL[pattern]],
    },
  };
}

function resultOf({ race, firstSeen, lastSeen, pids }: MergedRace): Result {
  const site = mainSite(race);
  const related = race.accesses.filter(
    (access) => siteOf(access.stack) !== site && hasPlace(siteOf(access.stack)),
  );
  const links = related.map((access, index) => `[${told(race, access)}](${index + 1})`).join(', ');
  return {
    ruleId: race.pattern,
    ruleIndex: PATTERNS.indexOf(race.pattern),
    level: LEVELS[race.level],
    message: { text: `${escapeLinks(printable(race.message, 1000))}${links === '' ? '' : ` See ${links}.`}` },
    locations: [
      { ...physical(site), logicalLocations: [{ fullyQualifiedName: printable(race.location.path) }] },
    ],
    relatedLocations: related.map((access, index) => ({
      id: index + 1,
      ...physical(siteOf(access.stack)),
      message: { text: told(race, access) },
    })),
    // The first is what GitHub keeps alerts apart by; without it two races in one line would be one alert.
    partialFingerprints: {
      primaryLocationLineHash: `${race.fingerprint}:1`,
      'racewatch/v1': race.fingerprint,
    },
    codeFlows: [codeFlowOf(race)],
    occurrenceCount: race.count,
    properties: {
      level: LEVEL_MEANS[race.level],
      root: printable(race.location.root),
      firstSeen,
      lastSeen,
      pids: [...pids],
    },
  };
}

/** One thread flow per task; two strands of one task are two. */
function codeFlowOf(race: Race): CodeFlow {
  const flows = new Map<string, ThreadFlow>();
  const owner = race.accesses.find(({ role }) => role === 'first')?.task;
  race.accesses.forEach((access, index) => {
    const strand = access.role === 'intervening' && access.task === owner;
    const id = `${access.task === 0 ? 'no task' : `task ${access.task}`}${strand ? ', other strand' : ''}`;
    const name = race.tasks.find((task) => task.id === access.task && task.id !== 0)?.name ?? '';
    const flow = flows.get(id) ?? {
      id,
      message: { text: `${id} ${printable(name)}`.trimEnd() },
      locations: [],
    };
    flow.locations.push({
      executionOrder: index + 1,
      importance: 'essential',
      location: { ...placed(siteOf(access.stack)), message: { text: told(race, access) } },
      ...stackOf(access.stack),
    });
    flows.set(id, flow);
  });
  return { message: { text: titleOf(race) }, threadFlows: [...flows.values()] };
}

function told(race: Race, { op, task, time }: ReportedAccess): string {
  const who = task === 0 ? 'code outside any task' : `task ${task}`;
  return `${opNoun(op, race.location.kind)} by ${who} at ${time.toFixed(1)} ms`;
}

/** Brackets in a message are links in SARIF. */
function escapeLinks(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}

interface Choice {
  readonly shown: readonly MergedRace[];
  /** What is not shown and why, a sentence each. */
  readonly leftOut: readonly string[];
}

/** The races come worst first. */
function chosen(races: readonly MergedRace[]): Choice {
  const located = races.filter(({ race }) => hasPlace(mainSite(race)));
  const shown = located.slice(0, MOST_RESULTS);
  const placeless = races.length - located.length;
  const tooMany = located.length - shown.length;
  const leftOut = [
    ...(placeless > 0 ? [`${plural(placeless, 'race')} without a place in a file left out.`] : []),
    ...(tooMany > 0
      ? [`${plural(tooMany, 'race')} left out: GitHub shows ${MOST_RESULTS} results of a run.`]
      : []),
  ];
  return { shown, leftOut };
}

function warning(text: string): Notification {
  return { level: 'warning', message: { text } };
}
