// Finding punctuation between nodes: the parser says where nodes are, not where their dots and operators are.

/** The place after white space and comments. */
export function skipTrivia(code: string, from: number): number {
  let at = from;
  for (;;) {
    const char = code.charCodeAt(at);
    if (char === 32 || (char >= 9 && char <= 13)) at++;
    else if (char === 47 && code.charCodeAt(at + 1) === 47) at = lineEnd(code, at + 2);
    else if (char === 47 && code.charCodeAt(at + 1) === 42) at = code.indexOf('*/', at + 2) + 2;
    else if (char === 60 && code.startsWith('<!--', at)) at = lineEnd(code, at + 4);
    else if (char === 45 && code.startsWith('-->', at)) at = lineEnd(code, at + 3);
    else if (char > 127 && /[\s\uFEFF]/.test(code.charAt(at))) at++;
    else return at;
  }
}

/** The next occurrence of a token; whatever else stands before it (parentheses, commas) is passed over. */
export function findToken(code: string, from: number, token: string): number {
  let at = skipTrivia(code, from);
  while (!code.startsWith(token, at)) {
    if (at >= code.length) throw new Error(`no ${token} after ${from}`);
    at = skipTrivia(code, at + 1);
  }
  return at;
}

/** The `.`, `?.` or `[` of a member expression whose object ends at the place. */
export function findDot(code: string, from: number): number {
  let at = from;
  let char = code.charCodeAt(at);
  while (char !== 46 && char !== 91 && char !== 63) {
    const next = skipTrivia(code, char === 41 ? at + 1 : at);
    if (next === at) throw new Error(`no dot after ${from}`);
    at = next;
    char = code.charCodeAt(at);
  }
  return at;
}

function lineEnd(code: string, from: number): number {
  for (let at = from; at < code.length; at++) {
    const char = code.charCodeAt(at);
    if (char === 10 || char === 13 || char === 0x2028 || char === 0x2029) return at;
  }
  return code.length;
}
