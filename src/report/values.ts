// What a report may show of a value: short primitives, and nothing that looks like a secret.

import type { PathNode } from '../core/path.ts';
import { isSecretText, looksSecret, MASK } from '../core/secrets.ts';
import type { ReportedAccess } from './model.ts';
import { wholeCharacters } from './printable.ts';

const LONGEST = 80;
export interface ValueOptions {
  /** False leaves every value out of the report. */
  values: boolean;
  /** The container's path: a secret-looking key anywhere on it hides the value too. */
  path?: PathNode | undefined;
}

/**
 * What the report may say about the value seen or left at `key`.
 * @returns undefined when there is nothing to show: objects, functions, symbols, absence, or values switched off
 */
export function reportedValue(token: unknown, key: unknown, options: ValueOptions): ReportedAccess['value'] {
  if (!options.values) return undefined;
  const shown = shorten(token);
  if (shown === undefined) return undefined;
  if (looksSecret(key) || pathLooksSecret(options.path)) return MASK;
  return typeof token === 'string' && isSecretText(token) ? MASK : shown;
}

function pathLooksSecret(path: PathNode | undefined): boolean {
  for (let node = path; node; node = node.parent) {
    if (looksSecret(node.key)) return true;
  }
  return false;
}

function shorten(token: unknown): ReportedAccess['value'] {
  switch (typeof token) {
    case 'string':
      return token.length > LONGEST ? `${wholeCharacters(token, LONGEST)}…` : token;
    case 'number':
      // JSON has no NaN and no infinities.
      return Number.isFinite(token) ? token : String(token);
    case 'bigint':
      return `${token}n`;
    case 'boolean':
      return token;
    default:
      return token === null ? null : undefined;
  }
}
