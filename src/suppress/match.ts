// Patterns of suppressions, as in ThreadSanitizer: `*` for any letters, `^` and `$` for the two ends. A pattern is
// looked for anywhere in the text. No regular expression: a pattern from a file must not be able to hang the program.

/** A pattern made ready. */
export type Matcher = (text: string) => boolean;

/**
 * Makes a pattern ready. Its parts between stars are looked for one after the other, each once and never again
 * from further back.
 * @param pattern `^` counts at its beginning and `$` at its end only; anywhere else they are ordinary letters
 */
export function matcherOf(pattern: string): Matcher {
  const fromStart = pattern.startsWith('^');
  const toEnd = pattern.length > (fromStart ? 1 : 0) && pattern.endsWith('$');
  const parts = pattern.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined).split('*');
  const first = fromStart ? (parts.shift() ?? '') : '';
  // With both ends and no star there is one part, which has to be the whole text.
  const whole = fromStart && toEnd && parts.length === 0;
  const last = toEnd ? (parts.pop() ?? '') : '';
  return (text) => {
    if (whole) return text === first;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= end;
  };
}
