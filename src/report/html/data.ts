// What the page is given: the races with every distinct frame written once, and the texts that explain them.
// The page reads it back in src/page/report.ts.

import type { Frame, Race, ReportedAccess, ReportedTask } from '../model.ts';

export interface AboutReport {
  title: string;
  /** The log files that were read. */
  sources: readonly string[];
  /** When the page was written, as it shall be shown. */
  generated: string;
  /** Lines of the logs that could not be read. */
  damagedLines: number;
}

export interface Texts {
  /** What a pattern's name says, by pattern. */
  meaning: Readonly<Record<string, string>>;
  /** What to change, by pattern. */
  advice: Readonly<Record<string, readonly string[]>>;
  /** How sure a level is, by level. */
  levels: Readonly<Record<string, string>>;
}

/** Frames by their place in {@link ReportData.frames}. */
export type PackedStack = readonly number[];
export type PackedAccess = Omit<ReportedAccess, 'stack'> & { stack: PackedStack };
export type PackedTask = Omit<ReportedTask, 'origin'> & { origin: PackedStack };
export type PackedRace = Omit<Race, 'accesses' | 'tasks'> & { accesses: PackedAccess[]; tasks: PackedTask[] };

export interface ReportData {
  about: AboutReport;
  texts: Texts;
  frames: Frame[];
  /** Lines of source around a frame, by its place in `frames`; only where there are any. */
  code: [frame: number, lines: string][];
  races: PackedRace[];
}

/** Writes each distinct frame once: ten thousand reports of one program share nearly all of theirs. */
export function pack(
  races: readonly Race[],
  codeFrame: (frame: Frame) => string | undefined,
): Pick<ReportData, 'frames' | 'code' | 'races'> {
  const frames: Frame[] = [];
  const code: [number, string][] = [];
  const places = new Map<string, number>();
  const place = (frame: Frame): number => {
    const name = JSON.stringify(frame);
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, frames.push(frame) - 1);
    const lines = codeFrame(frame);
    if (lines !== undefined) code.push([frames.length - 1, lines]);
    return frames.length - 1;
  };
  const packed = races.map((race) => ({
    ...race,
    accesses: race.accesses.map((access) => ({ ...access, stack: access.stack.map(place) })),
    tasks: race.tasks.map((task) => ({ ...task, origin: task.origin.map(place) })),
  }));
  return { frames, code, races: packed };
}
