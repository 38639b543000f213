// One setting read against the table: its name found, its value checked and converted.

import { nearest } from './nearest.ts';
import { isOption, OPTION_NAMES, OPTIONS, type OptionName, type Spec } from './options.ts';
import { readAmount, WRITTEN } from './units.ts';
import { cutList, failure, type Outcome, quote, type Setting } from './words.ts';

const ON = new Set(['1', 'true', 'on', 'yes']);
const OFF = new Set(['0', 'false', 'off', 'no']);

/** An option with a value of its own type. */
export type Read = readonly [name: OptionName, value: unknown];

/**
 * Reads one setting, text or JSON value alike.
 * @returns the option and its value, or one sentence without a full stop
 */
export function readSetting([written, value]: Setting): Outcome<Read> {
  const name = written.replaceAll('-', '_');
  if (!isOption(name)) {
    return failure(`unknown option ${quote(written)} (did you mean ${quote(nearest(name, OPTION_NAMES))}?)`);
  }
  const converted = readValue(OPTIONS[name], value);
  if (!converted.ok) return failure(`option ${name} takes ${converted.message}`);
  return { ok: true, value: [name, converted.value] };
}

/** A value as its spec wants it; a fault is what would be right, to stand after `option x takes`. */
export function readValue(spec: Spec, value: unknown): Outcome<unknown> {
  switch (spec.kind) {
    case 'text':
      return typeof value === 'string' ? good(value) : failure(`a text, not ${show(value)}`);
    case 'switch':
      return readSwitch(value);
    case 'number':
      return readNumber(spec.min, spec.max, value);
    case 'size':
    case 'duration':
    case 'share': {
      const amount = readAmount(spec.kind, value);
      return amount === undefined ? failure(`${WRITTEN[spec.kind]}, not ${show(value)}`) : good(amount);
    }
    case 'choice':
      return readChoice(spec.of, value);
    default:
      return readList(spec, value);
  }
}

function readSwitch(value: unknown): Outcome<boolean> {
  const word = String(value).toLowerCase();
  if (isScalar(value) && ON.has(word)) return good(true);
  if (isScalar(value) && OFF.has(word)) return good(false);
  return failure(`1 or 0, not ${show(value)}`);
}

function readNumber(min: number, max: number, value: unknown): Outcome<number> {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) {
    return good(number);
  }
  return failure(`a whole number from ${min} to ${max}, not ${show(value)}`);
}

function readChoice(words: readonly string[], value: unknown): Outcome<string> {
  if (typeof value === 'string' && words.includes(value)) return good(value);
  return failure(`${either(words)}, not ${show(value)}${hint(value, words)}`);
}

function readList(spec: Spec & { kind: 'globs' | 'names' }, value: unknown): Outcome<readonly string[]> {
  const items = typeof value === 'string' ? cutList(value) : value;
  if (!Array.isArray(items) || !items.every((item): item is string => typeof item === 'string')) {
    return failure(`a list of texts, not ${show(value)}`);
  }
  if (spec.kind === 'names') {
    const known = [...spec.of, 'all', 'none'];
    const odd = items.find(
      (item) => !(item.startsWith('-') ? spec.of : known).includes(item.replace(/^-/, '')),
    );
    if (odd !== undefined) return failure(`names of integrations, not ${show(odd)}${hint(odd, known)}`);
  }
  return good([...items]);
}

function good<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function show(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function';
  return value !== null && typeof value === 'object' ? 'an object' : String(value);
}

function either(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function hint(value: unknown, words: readonly string[]): string {
  return typeof value === 'string' && value !== ''
    ? ` (did you mean ${quote(nearest(value.replace(/^-/, ''), words))}?)`
    : '';
}
