// Races as one self-contained page: the page that src/page builds, with the data put into it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADVICE, LEVEL_MEANS, MEANING } from '../explain.ts';
import type { Frame, Race } from '../model.ts';
import { ownerOf } from '../site.ts';
import { type AboutReport, pack, type ReportData } from './data.ts';
import { fillPage } from './fill.ts';

export interface AboutHtml extends AboutReport {
  /** Some lines of source around a frame; undefined where the source cannot be read. No source when left out. */
  codeFrame?: (frame: Frame) => string | undefined;
}

/**
 * The report as the text of one HTML file, which needs no network and no other file.
 * @param races in any order; each is listed, so duplicates are to be merged before
 * @throws Error when the page was not built into the package
 */
export function renderHtml(races: readonly Race[], about: AboutHtml): string {
  const { codeFrame, ...shown } = about;
  const own = (frame: Frame) => (ownerOf(frame) === 'application' ? codeFrame?.(frame) : undefined);
  const data: ReportData = {
    about: shown,
    texts: { meaning: MEANING, advice: ADVICE, levels: LEVEL_MEANS },
    ...pack(races, own),
  };
  return fillPage(builtPage(), about.title, data);
}

function builtPage(): string {
  const file = join(__dirname, 'page.html');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`the report page ${file} is missing; build or install Racewatch again`);
  }
}
