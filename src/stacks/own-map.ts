// The source map that a text has in itself, as the compilers of require hooks leave it. Maps on disk are read
// elsewhere.

import type { TraceMap } from '@jridgewell/trace-mapping';
import { type Position, pathOf } from './call-frame.ts';
import type { GivenText } from './given.ts';
import { flatTracer } from './map-forms.ts';

/** A position; undefined where the map covers nothing; or there is no map. */
export type Looked = Position | undefined | 'no map';

/** Longer maps are not read. */
const MAX_LENGTH = 10 * 1024 * 1024;
const INLINE = /^[ \t]*\/\/[#@][ \t]*sourceMappingURL=data:application\/json[^,\n]*?(;base64)?,([^\s'"]*)/gm;

/** The map in a text, parsed; undefined for none or a broken one. */
export function inlineMap(text: string): object | undefined {
  if (!text.includes('sourceMappingURL=data:')) return undefined;
  const last = [...text.matchAll(INLINE)].at(-1);
  if (last === undefined) return undefined;
  const [, base64, data = ''] = last;
  if (data.length > MAX_LENGTH) return undefined;
  try {
    const json = base64 ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data);
    return JSON.parse(json) as object;
  } catch {
    return undefined;
  }
}

const tracers = new WeakMap<GivenText, TraceMap | null>();

/** Looks positions up in the map of a given text; read once. */
export function tracerOf(given: GivenText, file: string): TraceMap | undefined {
  const known = tracers.get(given);
  if (known !== undefined) return known ?? undefined;
  const map = inlineMap(given.text);
  const made = map === undefined ? null : readTracer(map, file);
  tracers.set(given, made);
  return made ?? undefined;
}

function readTracer(map: object, file: string): TraceMap | null {
  try {
    return flatTracer(map, file);
  } catch {
    return null;
  }
}

/** @param column from 1 */
export function lookUp(tracer: TraceMap, line: number, column: number): Position | undefined {
  const { originalPositionFor } =
    require('@jridgewell/trace-mapping') as typeof import('@jridgewell/trace-mapping');
  const found = originalPositionFor(tracer, { line, column: column - 1 });
  if (found.source === null) return undefined;
  return { file: found.source, line: found.line, column: found.column + 1 };
}

/** The other way round: where a text has what stands at an original position. @param column from 1 */
export function lookBack(
  tracer: TraceMap,
  file: string,
  line: number,
  column: number,
): { line: number; column: number } | undefined {
  const { generatedPositionFor } =
    require('@jridgewell/trace-mapping') as typeof import('@jridgewell/trace-mapping');
  const source = tracer.resolvedSources.find((each) => pathOf(each) === file);
  if (source === undefined) return undefined;
  const found = generatedPositionFor(tracer, { source, line, column: column - 1 });
  return found.line === null ? undefined : { line: found.line, column: found.column + 1 };
}
