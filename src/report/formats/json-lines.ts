// The merged log as a log again: one line a race, counts added up, the earliest time.

import type { MergedLog } from '../../log/model.ts';
import { renderJson } from '../json-lines.ts';

/** Lines of schema racewatch.race/1, which every command reads again. */
export function formatJsonLines({ races }: MergedLog): string {
  return races.map(({ race, firstSeen }) => `${renderJson({ ...race, time: firstSeen })}\n`).join('');
}
