// Whether a read in the source is only tested: compared with a literal, or for truth. Works on the text around the
// position, of whatever dialect it is; where the text does not tell, the answer is no.

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
  const { file, line, column } = sourcePosition(frame);
  const lines = sourceText(file)?.split(/\r\n?|\n/);
  const text = lines?.[line - 1];
  if (lines === undefined || text === undefined) return false;
  const before = [
    ...lines.slice(Math.max(0, line - 1 - LINES_BEFORE), line - 1),
    text.slice(0, column - 1),
  ].join(' ');
  return textTests(before, text.slice(column - 1));
}

/**
 * The same of the bare text.
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
