// Source maps in forms that source-map-support does not know: made of sections, as bundlers join them, or named by a URL
// with escapes. Where maps are found, and which may be read, is decided elsewhere.

import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceMapInput, TraceMap } from '@jridgewell/trace-mapping';
import { pathOf } from './call-frame.ts';

/** Escapes that would begin another folder are no part of a name. */
const ESCAPED_STEP = /%(?:2f|5c|00)/i;

/** The file that a `sourceMappingURL` names. @param file the script that has it, as a path */
export function pathOfUrl(url: string, file: string): string {
  const plain = resolve(dirname(file), pathOf(url));
  if (!url.includes('%') || existsSync(plain) || ESCAPED_STEP.test(url)) return plain;
  try {
    return resolve(dirname(file), decodeURIComponent(url));
  } catch {
    return plain;
  }
}

/** @param map its text, or what was read from it */
export function isInSections(map: string | object): boolean {
  if (typeof map !== 'string') return 'sections' in map;
  return map.includes('"sections"') && isInSections(JSON.parse(map) as object);
}

/**
 * Looks positions up in a map, of sections or not.
 * @param at where it lies: what it names is relative to that
 * @throws SyntaxError when it cannot be understood
 */
export function flatTracer(map: string | object, at: string): TraceMap {
  const { AnyMap } = require('@jridgewell/trace-mapping') as typeof import('@jridgewell/trace-mapping');
  return new AnyMap(map as SourceMapInput, pathToFileURL(at).href);
}

/** The text that a map holds of a source. @param file the source, as a path */
export function contentIn(tracer: TraceMap, file: string): string | undefined {
  const index = tracer.resolvedSources.findIndex((source) => source !== null && pathOf(source) === file);
  return tracer.sourcesContent?.[index] ?? undefined;
}
