// What the source around an access tells: whether a read is only tested (compared with a literal, or for truth),
// whether a write computes its value. Works on the text, of whatever dialect it is; where it does not tell: no.

import type { CallFrame } from './call-frame.ts';
import { sourcePosition } from './resolve.ts';
import { sourceText } from './source-maps.ts';

/** The rest of the expression that the position stands in: a name, then calls, members and indexes. */
const CHAIN = /^[\w$#]*(?:\s*\?\.\s*[\w$#]*|\s*!?\.\s*[\w$#]+|\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|!)*/;
const LITERAL = String.raw`(?:['"\x60\d]|-\d|true\b|false\b|null\b|undefined\b)`;
/** Equality with a variable may be the expectation of one's own value; `<` and `>` always test. */
const COMPARED_AFTER = new RegExp(String.raw`^[\s)]*(?:[!=]==?\s*${LITERAL}|[<>]=?(?![<>]))`);
const COMPARED_BEFORE = /(?:['"\x60\d]|true|false|null|undefined)\s*[!=]==?\s*$/;
/** The object the read starts from, back to the start of the expression. */
const OBJECT = /(?:await\s+)?[\w$#.?![\]'"()]*$/;
const TEST_OPENS = /(?:\b(?:if|while)\s*\(|&&|\|\||!)\s*$/;
const TEST_ENDS = /^\s*(?:\)|&&|\|\||\?[^.?])/;
const SWITCH_OPENS = /\bswitch\s*\(\s*$/;
const LINES_BEFORE = 2;

/** Whether the read at this frame is only compared with a literal or tested for truth. */
export function onlyTested(frame: CallFrame): boolean {
  const around = textAround(frame);
  return around !== undefined && textTests(around.before, around.from);
}

/**
 * Whether the read at this frame is compared for equality, with whatever it be.
 * @param anywhere false: only in the condition of an `if` or a loop counts
 */
export function compares(frame: CallFrame, anywhere: boolean): boolean {
  const around = textAround(frame);
  return around !== undefined && textCompares(around.before, around.from, anywhere);
}

/** The text of the line from the position on, and what stands before it, a few lines included. */
function textAround(frame: CallFrame): { before: string; from: string } | undefined {
  const { file, line, column } = sourcePosition(frame);
  const lines = sourceText(file)?.split(/\r\n?|\n/);
  const text = lines?.[line - 1];
  if (lines === undefined || text === undefined) return undefined;
  const above = lines.slice(Math.max(0, line - 1 - LINES_BEFORE), line - 1);
  return { before: [...above, text.slice(0, column - 1)].join(' '), from: text.slice(column - 1) };
}

const LIMIT_AFTER = /^(?:size|length)[\s)]*[<>]=?(?!=?\s*0\b)/;

/** Whether a size read at this frame is compared with a limit: more or less than anything but nothing. */
export function heldAgainstLimit(frame: CallFrame): boolean {
  const around = textAround(frame);
  return around !== undefined && LIMIT_AFTER.test(around.from);
}

const COMPARES = /^[\s)]*[<>]=?(?![<>]|=?\s*0\b)/;

/** Whether what the call or member at this frame answers is compared with more or less than something. */
export function limits(frame: CallFrame): boolean {
  const around = textAround(frame);
  if (around === undefined) return false;
  return COMPARES.test(around.from.slice(CHAIN.exec(around.from)?.[0].length ?? 0));
}

const STRINGS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\/\/.*|=>/g;
const ARITHMETIC = /[\w$)\]]\s*(?:[-+*/%]|\*\*)\s*[\w$(]|[-+*/%]=|\+\+|--/;

const NEGATED = /^(?:[^=(]*=|set\([^,()]*,)\s*!\s*[\w$.]+\s*\)?\s*(?:[;,]|$)/;

/** Whether what is written at this frame is the opposite of something: `on = !was`, `set(key, !was)`. */
export function negates(frame: CallFrame): boolean {
  const around = textAround(frame);
  return around !== undefined && textNegates(around.from);
}

/** The same of the bare text from the position on. */
export function textNegates(from: string): boolean {
  return NEGATED.test(from.replace(STRINGS, '""'));
}

/** Whether there is arithmetic after this position on its line. */
export function computes(frame: CallFrame): boolean {
  const around = textAround(frame);
  return around !== undefined && textComputes(around.from);
}

/** The same of the bare text from the position on. */
export function textComputes(from: string): boolean {
  return ARITHMETIC.test(from.replace(STRINGS, '""'));
}

/**
 * {@link onlyTested} of the bare text.
 * @param before the text up to the position, which is that of the property or method name
 * @param from the text from the position on
 */
export function textTests(before: string, from: string): boolean {
  const after = from.slice(CHAIN.exec(from)?.[0].length ?? 0);
  if (COMPARED_AFTER.test(after)) return true;
  const start = startOfObject(before);
  if (COMPARED_BEFORE.test(start) || SWITCH_OPENS.test(start)) return true;
  return TEST_OPENS.test(start) && TEST_ENDS.test(after);
}

const EQUALITY_AFTER = /^\s*[!=]==?/;
const EQUALITY_BEFORE = /[!=]==?\s*$/;
const CONDITION_OPENS = /\b(?:if|while)\s*\(/g;

/** {@link compares} of the bare text. */
export function textCompares(before: string, from: string, anywhere: boolean): boolean {
  const after = from.slice(CHAIN.exec(from)?.[0].length ?? 0);
  if (!EQUALITY_AFTER.test(after) && !EQUALITY_BEFORE.test(startOfObject(before))) return false;
  return anywhere || isInCondition(before);
}

/** The parenthesis that the last `if` or `while` opened is still open. */
function isInCondition(before: string): boolean {
  const last = [...before.matchAll(CONDITION_OPENS)].at(-1);
  if (last === undefined) return false;
  let open = 1;
  for (const letter of before.slice(last.index + last[0].length)) {
    if (letter === '(') open++;
    else if (letter === ')' && --open === 0) return false;
  }
  return true;
}

/** The text before the object: back over names, members and closed calls, but not out of an open parenthesis. */
function startOfObject(before: string): string {
  let at = before.length;
  let closed = 0;
  const first = at - (OBJECT.exec(before)?.[0].length ?? 0);
  while (at > first) {
    const letter = before[at - 1];
    if (letter === ')') closed++;
    if (letter === '(' && closed-- === 0) break;
    if (letter === '!' && closed === 0) break;
    at--;
  }
  return before.slice(0, at);
}
