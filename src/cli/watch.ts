// `racewatch watch`: races as they are found, in a terminal with a line of totals below them.

import { RANK } from '../core/finding.ts';
import { Follower } from '../log/follow.ts';
import type { Line } from '../log/lines.ts';
import { readLine } from '../log/merge.ts';
import type { DamageKind } from '../log/model.ts';
import { mainSite, placeOf, siteOfRole, titleOf } from '../report/formats/model.ts';
import { painter, type Style, wrap } from '../report/layout.ts';
import type { Level, Race } from '../report/model.ts';
import { printable } from '../report/printable.ts';
import { renderText } from '../report/text.ts';
import { plural } from '../report/words.ts';
import type { OptionsOf } from './commands.ts';
import { EXIT } from './exit-codes.ts';
import { whySkipped } from './logs.ts';
import { columns, refuse, say, wantsColour } from './output.ts';
import { codeBelow } from './source-code.ts';

const INTERVAL = 250;
/** Of so many fingerprints it is remembered that they were shown; beyond, the one longest unseen is shown anew. */
const MOST_KNOWN = 100_000;
const CLEAR = '\r\u001b[K';
const STYLE: Record<Level, Style> = { error: 'red', warning: 'yellow', notice: 'blue' };

/** What is printed for a race; `live` when standard output is a terminal. */
export interface WatchStyle {
  readonly live: boolean;
  readonly full: boolean;
  readonly color: boolean;
  readonly width: number;
}

/**
 * Follows logs until a signal ends it.
 * @returns the exit code
 * @throws Refusal when no log is named
 */
export async function watch(options: OptionsOf<'watch'>, words: readonly string[]): Promise<number> {
  if (words.length === 0) refuse('watch takes logs: files, folders or globs, which need not be there yet');
  if (words.includes('-')) refuse('watch follows files; for a stream use `racewatch report -`');
  const live = process.stdout.isTTY === true;
  const style: WatchStyle = { live, full: options.full, color: wantsColour(), width: columns() };
  const follower = new Follower(words, { fromEnd: options.new });
  if (follower.files.length === 0) say(`none of these logs is there yet, waiting: ${words.join(' ')}`);
  const view = new View(options.level, style);
  const look = () => {
    for (const { line, file } of follower.poll()) view.take(line, file);
    view.status(follower.files.length);
  };
  look();
  const timer = setInterval(look, INTERVAL);
  await interrupted();
  clearInterval(timer);
  look();
  follower.close();
  view.end();
  return EXIT.ok;
}

/** The first signal ends the command, a second one the process. */
function interrupted(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
}

/** Fingerprints that were met, in the order in which they were last seen. */
export class Met {
  private readonly most: number;
  private readonly known = new Set<string>();
  private forgotten = 0;

  constructor(most: number) {
    this.most = most;
  }

  isNew(fingerprint: string): boolean {
    const isNew = !this.known.delete(fingerprint);
    this.known.add(fingerprint);
    if (this.known.size > this.most) {
      const [oldest] = this.known;
      if (oldest !== undefined) this.known.delete(oldest);
      this.forgotten++;
    }
    return isNew;
  }

  /** How many there were; what was forgotten may have been counted twice. */
  told(): string {
    const number = plural(this.known.size + this.forgotten, 'race');
    return this.forgotten > 0 ? `up to ${number}` : number;
  }
}

class View {
  private readonly lowest: number;
  private readonly style: WatchStyle;
  private readonly met = new Met(MOST_KNOWN);
  private sightings = 0;
  private readonly damage = new Map<DamageKind, number>();
  private shown = '';

  constructor(level: Level, style: WatchStyle) {
    this.lowest = RANK[level];
    this.style = style;
  }

  take(line: Line, file: string): void {
    const { taken, detail } = readLine(line);
    if (taken === 'blank') return;
    if (typeof taken === 'string') {
      this.skip(taken, detail, file);
      return;
    }
    if (RANK[taken.level] < this.lowest) return;
    this.sightings += taken.count;
    if (this.met.isNew(taken.fingerprint)) this.print(raceLines(taken, file, this.style));
  }

  /** The line of totals, when it has changed. */
  status(files: number): void {
    if (!this.style.live) return;
    const line = `${this.totals()} in ${plural(files, 'file')}${this.skipped()}; Ctrl-C ends`;
    if (line === this.shown) return;
    process.stdout.write(CLEAR + line.slice(0, this.style.width - 1));
    this.shown = line;
  }

  end(): void {
    if (this.style.live) process.stdout.write(CLEAR);
    say(`${this.totals()}${this.skipped()}`);
  }

  /** The first line of each kind is told at once. */
  private skip(kind: DamageKind, detail: string, file: string): void {
    const count = this.damage.get(kind) ?? 0;
    this.damage.set(kind, count + 1);
    if (count > 0) return;
    if (this.style.live) process.stdout.write(CLEAR);
    say(`a line of ${file} skipped: ${whySkipped(kind, detail)}`);
    this.shown = '';
  }

  private skipped(): string {
    const lines = [...this.damage.values()].reduce((sum, count) => sum + count, 0);
    return lines === 0 ? '' : `, ${plural(lines, 'line')} skipped`;
  }

  private totals(): string {
    return `${this.met.told()}, seen ${plural(this.sightings, 'time')}`;
  }

  private print(text: string): void {
    process.stdout.write(this.style.live ? CLEAR + text : text);
    this.shown = '';
  }
}

/** A race as it is shown when it is first met, with a line end. One line when nobody is looking at a terminal. */
export function raceLines(race: Race, file: string, { live, full, color, width }: WatchStyle): string {
  if (full) return renderText(race, { color, width, codeFrame: codeBelow(process.cwd()) });
  const paint = painter(color);
  const places = `${placeOf(mainSite(race))} vs ${placeOf(siteOfRole(race, 'intervening'))}`;
  const end = `${race.fingerprint} ${printable(file)}`;
  if (!live) return `${printable(race.time)} ${race.level} ${titleOf(race)} ${places} ${end}\n`;
  const lines = [
    `${paint(STYLE[race.level], race.level)} ${paint('bold', titleOf(race))}`,
    ...wrap(printable(race.message, 1000), width - 2).map((line) => `  ${line}`),
    paint('dim', `  ${places}   ${end}`),
  ];
  return `${lines.join('\n')}\n`;
}
