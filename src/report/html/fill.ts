// Puts data into the built page as text that a parser of HTML cannot take for markup, and that never runs.

import { escapeInJson } from '../printable.ts';

/** Stands in the built page where the data go; src/page/page.html has it. */
export const DATA_MARK = '{"racewatch":"data"}';
export const TITLE_MARK = 'Racewatch report';

/**
 * @param page the built page
 * @param title shown in the browser's tab
 * @param data anything that JSON can hold
 * @throws Error when the page has no place for data
 */
export function fillPage(page: string, title: string, data: unknown): string {
  const [before, after] = halves(page, DATA_MARK);
  const [head, rest] = halves(before, `<title>${TITLE_MARK}</title>`);
  return `${head}<title>${escapeText(title)}</title>${rest}${escapeForScript(data)}${after}`;
}

/** JSON without a character that ends a script element, opens a comment, breaks a line or hides itself. */
export function escapeForScript(data: unknown): string {
  return escapeInJson(JSON.stringify(data)).replace(
    /[<>&]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function halves(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error('the built report page is damaged; build or install Racewatch again');
  return [text.slice(0, at), text.slice(at + mark.length)];
}
