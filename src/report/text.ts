// A race as a person reads it, in the manner of Go's race report. Only arrangement here: the sentence, the
// advice, stacks and timeline come from their own files.

import { MASK } from '../core/secrets.ts';
import { ADVICE, LEVEL_MEANS } from './explain.ts';
import { type Paint, painter, type Style, wrap } from './layout.ts';
import type { AccessOp, AccessRole, Frame, Level, Race, ReportedAccess, ReportedTask } from './model.ts';
import { printable, printableLines } from './printable.ts';
import { siteOf } from './site.ts';
import { functionName, renderStack } from './stack-text.ts';
import { renderTimeline } from './timeline.ts';
import { opNoun } from './words.ts';

export interface TextOptions {
  color: boolean;
  /** Where sentences are broken; 100 when not given. */
  width?: number;
  /** Some lines of source around a frame; undefined where the source cannot be read. */
  codeFrame?: (frame: Frame) => string | undefined;
}

const WIDTH = 100;
/** Before and after each report. */
export const RULE = '='.repeat(18);
/** Of a run of foreign frames where a task came from: the application's own line is what matters. */
const KEPT_IN_ORIGIN = 1;
/** Two lines of one file this close show up in each other's code frame. */
const NEARBY = 1;
const LEVEL_STYLE: Record<Level, Style> = { error: 'red', warning: 'yellow', notice: 'blue' };

/** The whole report, from rule to rule, with a line end after the last. */
export function renderText(race: Race, options: TextOptions): string {
  const paint = painter(options.color);
  const width = options.width ?? WIDTH;
  const lines = [
    RULE,
    paint(
      'bold',
      paint(LEVEL_STYLE[race.level], `WARNING: RACE ${race.pattern} on ${printable(race.location.path)}`),
    ),
    ...wrap(printable(race.message, 1000), width),
    levelLine(race),
    '',
    ...accessBlocks(race, paint, options.codeFrame),
    ...race.tasks.filter(isTask).flatMap((task, _index, tasks) => taskBlock(task, tasks, paint)),
    paint('bold', 'When it happened:'),
    ...renderTimeline(race).map((line) => `  ${line}`),
    '',
    paint('bold', 'What to change:'),
    ...ADVICE[race.pattern].flatMap((line) => bullet(line, width)),
    '',
    `Fingerprint ${printable(race.fingerprint)}, process ${race.pid}, ${printable(race.time)}`,
    paint('bold', summary(race)),
    RULE,
  ];
  return `${lines.join('\n')}\n`;
}

/** Of the report only who did what, and where the tasks came from, as far as that is known. */
export function renderAccesses(race: Race, options: TextOptions): string {
  const paint = painter(options.color);
  const known = race.tasks.filter((task) => isTask(task) && task.origin.length > 0);
  const tasks = known.flatMap((task) => taskBlock(task, known, paint));
  return [...accessBlocks(race, paint, options.codeFrame), ...tasks].join('\n');
}

/** The greppable line: pattern, path, and the two sites that met. */
export function summary(race: Race): string {
  const find = (role: AccessRole) => race.accesses.find((access) => access.role === role)?.stack ?? [];
  const own = siteOf(find('second')) ?? siteOf(find('first'));
  const other = siteOf(find('intervening'));
  const path = printable(race.location.path);
  return `SUMMARY: racewatch: ${race.pattern} on ${path}, ${sitePhrase(own)} vs ${sitePhrase(other)}`;
}

function sitePhrase(site: Frame | undefined): string {
  return site ? `${printable(site.file)}:${site.line} in ${functionName(site)}` : 'unknown site';
}

function accessBlocks(race: Race, paint: Paint, codeFrame: TextOptions['codeFrame']): string[] {
  const framed = sitesToShow(race);
  return race.accesses.flatMap((access, index) => {
    const site = siteOf(access.stack);
    const code = site && framed.has(site) ? codeFrame?.(site) : undefined;
    return [
      paint('bold', `${heading(race, access, index)}:`),
      ...renderStack(access.stack, paint),
      ...stackRemark(access, paint),
      ...traceLine(access, paint),
      ...(code ? ['', ...printableLines(code).map((line) => `    ${line}`)] : []),
      '',
    ];
  });
}

/** The racing sites, each once; the first access only where its line is not in sight already. */
function sitesToShow(race: Race): Set<Frame> {
  const shown = new Set<Frame>();
  const sites = (first: boolean) =>
    race.accesses
      .filter((access) => (access.role === 'first') === first)
      .flatMap((access) => siteOf(access.stack) ?? []);
  const inSight = (site: Frame, reach: number) =>
    [...shown].some((other) => other.file === site.file && Math.abs(other.line - site.line) <= reach);
  for (const site of sites(false)) if (!inSight(site, 0)) shown.add(site);
  for (const site of sites(true)) if (!inSight(site, NEARBY)) shown.add(site);
  return shown;
}

function heading(race: Race, access: ReportedAccess, index: number): string {
  const walk = access.op === 'iterate' && access.role !== 'intervening';
  const noun = walk
    ? `iteration ${access.role === 'first' ? 'begun' : 'continued'}`
    : opNoun(access.op, race.location.kind);
  const lead = index === 0 ? noun.charAt(0).toUpperCase() + noun.slice(1) : `Then ${noun}`;
  const when = `at ${access.time.toFixed(1)} ms, turn ${access.turn}`;
  return `${lead} by ${who(race, access)} ${when}${valuePhrase(access)}`;
}

function who(race: Race, access: ReportedAccess): string {
  if (access.task === 0) return 'code outside any task';
  const task = race.tasks.find(({ id }) => id === access.task);
  const name = task?.name ? `task ${access.task} (${printable(task.name)})` : `task ${access.task}`;
  const owner = race.accesses.find(({ role }) => role === 'first')?.task;
  return access.role === 'intervening' && access.task === owner ? `another strand of ${name}` : name;
}

const VALUE_VERB: Record<AccessOp, string> = {
  read: 'saw',
  write: 'wrote',
  update: 'left',
  delete: 'removed',
  iterate: 'saw',
};

function valuePhrase({ op, value }: ReportedAccess): string {
  if (value === undefined) return '';
  const shown = typeof value === 'string' && value !== MASK ? JSON.stringify(value) : String(value);
  return `, ${VALUE_VERB[op]} ${printable(shown)}`;
}

function stackRemark({ stack, stackNote }: ReportedAccess, paint: Paint): string[] {
  if (stackNote === undefined && stack.length > 0) return [];
  return [paint('dim', `  [${printable(stackNote ?? 'no stack was captured')}]`)];
}

/** As tracing backends are searched by. */
function traceLine({ trace }: ReportedAccess, paint: Paint): string[] {
  return trace ? [paint('dim', `  trace ${printable(trace.traceId)}, span ${printable(trace.spanId)}`)] : [];
}

/** Zero stands for the main script and whatever belongs to no task. */
function isTask({ id }: ReportedTask): boolean {
  return id !== 0;
}

function taskBlock(task: ReportedTask, all: readonly ReportedTask[], paint: Paint): string[] {
  const kind = task.kind === 'task' || task.name.startsWith(task.kind) ? '' : `${printable(task.kind)} `;
  const title = `Task ${task.id}: ${task.name === '' ? 'no longer remembered' : kind + printable(task.name)}`;
  if (task.origin.length === 0) return [paint('bold', title), ''];
  const twin = all.find((other) => sameOrigin(other, task));
  if (twin && twin !== task)
    return [`${paint('bold', title)}, started at the same place as task ${twin.id}`, ''];
  return [paint('bold', `${title}, started at:`), ...renderStack(task.origin, paint, KEPT_IN_ORIGIN), ''];
}

function sameOrigin(one: ReportedTask, other: ReportedTask): boolean {
  return JSON.stringify(one.origin) === JSON.stringify(other.origin);
}

function bullet(text: string, width: number): string[] {
  return wrap(text, width - 4).map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`));
}

function levelLine({ level, count }: Race): string {
  const seen = count === 1 ? 'Seen once' : `Seen ${count} times`;
  return `Level ${level}: ${LEVEL_MEANS[level]}. ${seen} so far.`;
}
