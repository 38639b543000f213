// What a report may show of a value: short primitives, and nothing that looks like a secret.

import type { PathNode } from '../core/path.ts';
import type { ReportedAccess } from './model.ts';
import { wholeCharacters } from './printable.ts';

const LONGEST = 80;
export const MASK = '***';

// Looked for anywhere in the key once case and punctuation are gone: long enough not to be part of other words.
const SECRET_PART =
  /password|passwd|passphrase|secret|token|apikey|authorization|cookie|credential|privatekey|accesskey|signingkey|encryptionkey|sessionid|sessid|creditcard|cardnumber|bearer/;
// Short ones count only as whole words: `card` must not hide `discard`.
const SECRET_WORDS: ReadonlySet<string> = new Set(
  'auth card cards cvc cvv iban jwt otp pass pin pwd sid ssn'.split(' '),
);
// Values that give themselves away: `Bearer …`, a JSON web token, a key file, a URL with a password in it.
const SECRET_VALUE = /^(?:Bearer|Basic) \S|^eyJ[\w-]{8,}\.|-----BEGIN |:\/\/[^/\s:@]*:[^/\s@]+@/;

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
  return typeof token === 'string' && SECRET_VALUE.test(token) ? MASK : shown;
}

/** True for a key such as `password`, `apiKey`, `X-Api-Key`, `connect.sid`. */
export function looksSecret(key: unknown): boolean {
  const name = typeof key === 'symbol' ? key.description : key;
  if (typeof name !== 'string') return false;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return SECRET_PART.test(words.join('')) || words.some((word) => SECRET_WORDS.has(word));
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
