// Frames of processes that had no source maps, taken back to the source by the maps of a build. Fingerprints stay
// those that the process wrote: suppressions, baselines and earlier reports go by them.

import { dirname, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalPositionFor } from '@jridgewell/trace-mapping';
import type { Outcome } from '../config/words.ts';
import type { Frame, Race } from '../report/model.ts';
import { type FoundMap, type MapFolder, openMaps } from './map-folder.ts';
import type { MergedLog } from './model.ts';

export interface Symbolicated {
  readonly log: MergedLog;
  /** Frames taken back. */
  readonly frames: number;
  /** Files of the application that have no map in the folder. */
  readonly unmapped: readonly string[];
  /** Files whose maps lie outside the folder. */
  readonly refused: readonly string[];
}

/**
 * Maps every frame that has a map in the folder. The log given is left as it is.
 * @returns the mapped log, or one sentence when there is no such folder
 */
export function symbolicate(log: MergedLog, folder: string): Outcome<Symbolicated> {
  const opened = openMaps(folder);
  if (!opened.ok) return opened;
  const maps = opened.value;
  const unmapped = new Set<string>();
  let frames = 0;
  const map = (frame: Frame): Frame => {
    const original = originalFrame(frame, maps);
    if (original !== undefined) frames++;
    else if (frame.owner === 'application' && /\.[cm]?js$/.test(frame.file)) unmapped.add(frame.file);
    return original ?? frame;
  };
  const races = log.races.map((merged) => ({ ...merged, race: withFrames(merged.race, map) }));
  const value = { log: { ...log, races }, frames, unmapped: [...unmapped], refused: [...maps.refused] };
  return { ok: true, value };
}

function withFrames(race: Race, map: (frame: Frame) => Frame): Race {
  return {
    ...race,
    accesses: race.accesses.map((access) => ({ ...access, stack: access.stack.map(map) })),
    tasks: race.tasks.map((task) => ({ ...task, origin: task.origin.map(map) })),
  };
}

function originalFrame(frame: Frame, maps: MapFolder): Frame | undefined {
  if (frame.line < 1 || frame.column < 1 || frame.file.startsWith('node:')) return undefined;
  const found = maps.find(frame.file);
  if (found === undefined) return undefined;
  const position = originalPositionFor(found.tracer, { line: frame.line, column: frame.column - 1 });
  // A map may name a source that it does not have.
  if (position.source === null || position.source === undefined) return undefined;
  const file = fileOf(position.source, found, frame.file);
  const dependency = /(?:^|[/\\])node_modules[/\\]/.test(file);
  return {
    ...frame,
    file,
    line: position.line,
    column: position.column + 1,
    ...(frame.owner === undefined ? {} : { owner: dependency ? 'dependency' : 'application' }),
  };
}

/** Where the source lay for the process: as far from its generated file as it lies from ours. */
function fileOf(source: string, { generated }: FoundMap, file: string): string {
  if (source.startsWith('file:')) {
    const way = relative(dirname(generated), pathOf(source)).replaceAll('\\', '/');
    return posix.join(posix.dirname(file.replaceAll('\\', '/')), way);
  }
  // Such as webpack://name/./src/a.ts?1a2b
  const bundled = /^[a-z][a-z0-9+.-]*:\/\/[^/]*\/(.*)$/i.exec(source)?.[1] ?? source;
  return posix.normalize(bundled.replace(/\?[^?/]*$/, ''));
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
