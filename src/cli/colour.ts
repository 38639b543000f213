// Colour for the command's own words: on a terminal only, and never with NO_COLOR.

import { styleText } from 'node:util';

type Format = 'bold' | 'red' | 'cyan';

/** Colours a text, unless the stream is no terminal or the environment asks for plain text. */
export function colour(format: Format, text: string, stream: NodeJS.WriteStream): string {
  const plain = !stream.isTTY || (process.env.NO_COLOR ?? '') !== '' || process.env.TERM === 'dumb';
  return plain ? text : styleText(format, text, { validateStream: false });
}
