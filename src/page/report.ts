// The data of the page as it is worked with: races with their stacks put back, and what is looked up often.

import type { PackedStack, ReportData, Texts } from '../report/html/data.ts';
import type { Frame, Level, Race } from '../report/model.ts';
import { printable } from '../report/printable.ts';
import { ownerOf, siteOf } from '../report/site.ts';

/** A race and what the list shows of it. */
export interface Entry {
  /** Unique in the report: the fingerprint, numbered where it occurs more than once. */
  key: string;
  race: Race;
  /** Safe to show. */
  path: string;
  /** Where the second access stands, or whichever is known. */
  site: Frame | undefined;
  /** Files of the application on any of its stacks. */
  files: readonly string[];
}

export interface Report {
  about: ReportData['about'];
  texts: Texts;
  entries: readonly Entry[];
  /** Lines of source around a frame, where the report has any. */
  codeFor(frame: Frame): string | undefined;
}

const LEVELS: readonly Level[] = ['error', 'warning', 'notice'];
const LONGEST_PATH = 200;

/** Puts the stacks back, and sorts: the worst first, then the most frequent. */
export function readReport(data: ReportData): Report {
  const framesOf = (stack: PackedStack) => stack.flatMap((place) => data.frames[place] ?? []);
  const code = new Map(data.code.map(([place, lines]) => [data.frames[place], lines]));
  const races = data.races.map(
    (packed): Race => ({
      ...packed,
      accesses: packed.accesses.map((access) => ({ ...access, stack: framesOf(access.stack) })),
      tasks: packed.tasks.map((task) => ({ ...task, origin: framesOf(task.origin) })),
    }),
  );
  const rank = ({ level }: Race) => (LEVELS.includes(level) ? LEVELS.indexOf(level) : LEVELS.length);
  races.sort((one, other) => rank(one) - rank(other) || other.count - one.count);
  return {
    about: data.about,
    texts: data.texts,
    entries: entriesOf(races),
    codeFor: (frame) => code.get(frame),
  };
}

function entriesOf(races: readonly Race[]): Entry[] {
  const seen = new Map<string, number>();
  return races.map((race) => {
    const before = seen.get(race.fingerprint) ?? 0;
    seen.set(race.fingerprint, before + 1);
    const stacks = race.accesses.map(({ stack }) => stack);
    const own = stacks.flat().filter((frame) => ownerOf(frame) === 'application');
    return {
      key: before === 0 ? race.fingerprint : `${race.fingerprint}~${before + 1}`,
      race,
      path: printable(race.location.path, LONGEST_PATH),
      site: siteOf(stacks.toReversed().find((stack) => stack.length > 0) ?? []),
      files: [...new Set(own.map(({ file }) => file))],
    };
  });
}

/** How many races each name has, the most frequent first. */
export function tally(names: readonly string[]): [name: string, count: number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
