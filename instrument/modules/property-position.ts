// Where V8 says that reading a property failed: at its name, but at the dot behind a call. Instrumented code reads
// behind a call of ours where the program read behind none. Told from the text alone, backwards from the dot.

const WORD = /[\w$\u0080-\uffff]/;
const SPACE = /\s/;
/** Words before a parenthesis that are not called. */
const NOT_CALLED = new Set(
  'if while for switch return typeof await yield void delete in of new case throw else do'.split(' '),
);
const HEADS = /\b(?:if|while|for|with|await)\s*$/;

/** The offset V8 names for a read whose dot stands at this offset of the program's text. */
export function readPosition(text: string, dot: number): number {
  if (isBehindCall(text, dot)) return dot;
  let name = dot + 1;
  while (name < text.length && SPACE.test(text.charAt(name))) name++;
  return name;
}

function isBehindCall(text: string, dot: number): boolean {
  for (let at = before(text, dot); at >= 0; ) {
    const letter = text.charAt(at);
    if (letter === ')') return isCall(text, opening(text, at, '(', ')'));
    if (letter === ']') {
      at = before(text, opening(text, at, '[', ']'));
      if (!/[\w$)\]]/.test(text.charAt(at))) return false;
    } else if (WORD.test(letter)) {
      at = before(text, wordStart(text, at));
      if (text.charAt(at) !== '.') return false;
      if (text.charAt(at - 1) === '?') return true;
      at = before(text, at);
    } else {
      return false;
    }
  }
  return false;
}

/** Whether what the parenthesis encloses are arguments of a call, not of `new`, nor an expression. */
function isCall(text: string, parenthesis: number): boolean {
  let at = before(text, parenthesis);
  if (text.charAt(at) === ')') return !HEADS.test(text.slice(0, opening(text, at, '(', ')')));
  if (text.charAt(at) === ']') return true;
  if (!WORD.test(text.charAt(at))) return false;
  let start = wordStart(text, at);
  if (NOT_CALLED.has(text.slice(start, at + 1))) return false;
  for (at = before(text, start); text.charAt(at) === '.'; at = before(text, start)) {
    const end = before(text, at);
    if (!WORD.test(text.charAt(end))) return true;
    start = wordStart(text, end);
  }
  return text.slice(wordStart(text, at), at + 1) !== 'new';
}

/** The offset of the last letter before an offset that is no space; -1 for none. */
function before(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && SPACE.test(text.charAt(at))) at--;
  return at;
}

function wordStart(text: string, end: number): number {
  let at = end;
  while (at > 0 && WORD.test(text.charAt(at - 1))) at--;
  return at;
}

function opening(text: string, closing: number, open: string, close: string): number {
  let depth = 0;
  for (let at = closing; at >= 0; at--) {
    if (text.charAt(at) === close) depth++;
    else if (text.charAt(at) === open && --depth === 0) return at;
  }
  return 0;
}
