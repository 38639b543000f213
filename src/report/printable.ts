// Text that came from the watched program (paths, names, values, URLs), made harmless for a terminal and a log.

const LONGEST = 400;

// C0 and C1 controls and DEL; line separators; marks that turn the reading direction; invisible characters.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Writes every character that could move the cursor, change colours, break the line or hide itself as an
 * escape such as `\x1b` or `\u202e`, and cuts what is longer than `longest` characters.
 */
export function printable(text: string, longest: number = LONGEST): string {
  const cut = text.length > longest ? `${wholeCharacters(text, longest)}...` : text;
  return cut.replace(UNSAFE, escapeCharacter);
}

/** The first `length` code units of `text`, one fewer where that would split a character in two. */
export function wholeCharacters(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** As {@link printable} for several lines of source code: line ends stay, tabs become spaces. */
export function printableLines(text: string): string[] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => printable(line.replaceAll('\t', '  ')));
}

/** As the unsafe characters would be written inside a JSON string: the value stays the same. */
export function escapeInJson(json: string): string {
  return json.replace(UNSAFE, (character) => hex4(character));
}

function escapeCharacter(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : hex4(character);
}

function hex4(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
