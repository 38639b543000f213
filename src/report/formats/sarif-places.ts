// Frames as SARIF locations: URIs relative to the root of the repository where they lie below it.

import type { Location, Stack } from 'sarif';
import type { Frame } from '../model.ts';
import { printable } from '../printable.ts';
import { functionName } from '../stack-text.ts';

/** GitHub takes no more of them seriously, and neither do readers. */
const MOST_FRAMES = 20;

/** Whether the frame lies in a file; Node's own code does not. */
export function hasPlace(frame: Frame | undefined): frame is Frame {
  return frame !== undefined && frame.file !== '' && !frame.file.startsWith('node:') && frame.line > 0;
}

/** Where the frame is. */
export function physical(frame: Frame | undefined): Location {
  if (!hasPlace(frame)) return {};
  const region = { startLine: frame.line, ...(frame.column > 0 ? { startColumn: frame.column } : {}) };
  return { physicalLocation: { artifactLocation: artifact(frame.file), region } };
}

/** Where the frame is, and in which function. */
export function placed(frame: Frame | undefined): Location {
  if (frame === undefined) return {};
  return { ...physical(frame), logicalLocations: [{ name: functionName(frame), kind: 'function' }] };
}

/** The stack of an access; nothing where none is known. */
export function stackOf(frames: readonly Frame[]): { stack?: Stack } {
  if (frames.length === 0) return {};
  return { stack: { frames: frames.slice(0, MOST_FRAMES).map((frame) => ({ location: placed(frame) })) } };
}

function artifact(file: string): { uri: string; uriBaseId?: string } {
  const path = printable(file, 4096).replaceAll('\\', '/').replace(/^\.\//, '');
  const drive = /^[A-Za-z]:\//.test(path);
  const uri = path.split('/').map(encodeSegment).join('/');
  if (drive) return { uri: `file:///${uri.replace(/^([A-Za-z])%3A/, '$1:')}` };
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment);
}
