// One short name for one race: equal in every run and on every machine, whatever the load did this time.

import { createHash } from 'node:crypto';
import type { Frame, PatternName } from './model.ts';
import { siteOf } from './site.ts';

const DIGITS = 16;

export interface Identity {
  pattern: PatternName;
  /** The path with every key that is data written as `[*]`. */
  template: string;
  /** The stacks of the accesses; of each only the innermost application frame counts, in no order. */
  stacks: readonly (readonly Frame[])[];
}

/** Sixteen hex digits. Never depends on process, time, values, task or turn numbers, or columns. */
export function fingerprint(identity: Identity): string {
  const sites = new Set<string>();
  for (const stack of identity.stacks) {
    const site = siteOf(stack);
    if (site) sites.add(describe(site));
  }
  const text = JSON.stringify([identity.pattern, identity.template, [...sites].sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}

function describe(frame: Frame): string {
  return `${portableFile(frame.file)}:${plainName(frame.function)}:${frame.line}`;
}

/** Forward slashes, no query, and nothing of the folder it was installed in. */
function portableFile(file: string): string {
  const path = file
    .replace(/^file:\/\//, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/');
  const installed = path.lastIndexOf('node_modules/');
  if (installed >= 0) return path.slice(installed);
  // A file outside the working directory: where the folders above lie differs between machines.
  const absolute = /^(?:[A-Za-z]:)?\//.test(path);
  return absolute ? path.split('/').slice(-3).join('/') : path.replace(/^\.\//, '');
}

/** The bare name: versions of V8 differ in how they write receivers, aliases and functions without a name. */
function plainName(name: string): string {
  const bare = name
    .replace(/^(?:async |new )+/, '')
    .replace(/ \[as .*\]$/, '')
    .replace(/^.*\./, '');
  return /^[<(]?anonymous[)>]?$/.test(bare) ? '' : bare;
}
