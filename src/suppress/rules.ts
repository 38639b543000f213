// A file of suppressions: one `kind:pattern` a line, comments after `#` at the beginning of a line.

import { nearest } from '../config/nearest.ts';
import { failure, type Outcome, quote } from '../config/words.ts';
import type { Race } from '../report/model.ts';
import { siteOf } from '../report/site.ts';
import { type Matcher, matcherOf } from './match.ts';

/** What a suppression looks at. */
export const KINDS = {
  race: 'a function or file anywhere in the stacks of the accesses',
  race_top: 'the function or file where an access stands: the innermost frame of the application',
  location: 'the path of the location, or the name of its root',
  pattern: 'the pattern',
  fingerprint: 'the fingerprint',
} as const;

type Kind = keyof typeof KINDS;

export interface Rule {
  readonly kind: Kind;
  /** As it stands in the file, `race:buy`. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly matches: Matcher;
}

/**
 * Reads the text of a file of suppressions.
 * @param file its name, for the sentence
 * @returns the rules, or one sentence with FILE:LINE about the first line that is none
 */
export function readRules(text: string, file: string): Outcome<Rule[]> {
  const rules: Rule[] = [];
  for (const [index, written] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = written.trim();
    if (line === '' || line.startsWith('#')) continue;
    const rule = readRule(line, index + 1);
    if (!rule.ok) return failure(`${file}:${index + 1}: ${rule.message}`);
    rules.push(rule.value);
  }
  return { ok: true, value: rules };
}

function readRule(text: string, line: number): Outcome<Rule> {
  const colon = text.indexOf(':');
  const kind = colon < 0 ? '' : text.slice(0, colon).trim();
  const known = Object.keys(KINDS);
  if (colon < 0)
    return failure(`${quote(text)} is no suppression: write one of ${known.join(':, ')}: and a pattern`);
  if (!isKind(kind)) {
    return failure(
      `unknown kind of suppression ${quote(kind)} (did you mean ${quote(nearest(kind, known))}?)`,
    );
  }
  const pattern = text.slice(colon + 1).trim();
  if (pattern === '') return failure(`${quote(text)} has no pattern`);
  if (!/[\p{L}\p{N}]/u.test(pattern)) {
    return failure(`${quote(text)} says too little: a pattern has a letter or a digit`);
  }
  return { ok: true, value: { kind, text: `${kind}:${pattern}`, line, matches: matcherOf(pattern) } };
}

function isKind(word: string): word is Kind {
  return Object.hasOwn(KINDS, word);
}

/** Whether the rule is about this race. */
export function covers({ kind, matches }: Rule, race: Race): boolean {
  switch (kind) {
    case 'race':
      return race.accesses.some(({ stack }) =>
        stack.some((frame) => matches(frame.function) || matches(frame.file)),
      );
    case 'race_top':
      return race.accesses.some(({ stack }) => {
        const site = siteOf(stack);
        return site !== undefined && (matches(site.function) || matches(site.file));
      });
    case 'location':
      return matches(race.location.path) || matches(race.location.root);
    case 'pattern':
      return matches(race.pattern);
    case 'fingerprint':
      return matches(race.fingerprint);
  }
}
