// `racewatch ctl`: one request to a running process, over the socket it listens on.

import { connect } from 'node:net';
import { quote } from '../config/words.ts';
import { OK, REFUSED } from '../control/answers.ts';
import { COMMAND_NAMES } from '../control/commands.ts';
import { EXIT } from './exit-codes.ts';
import { put, Refusal, refuse } from './output.ts';

/** Milliseconds without a word after which the process is taken to be busy for good. */
const PATIENCE = 10_000;

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket; the process has to be started with control=PATH',
  ECONNREFUSED: 'nobody listens there any more',
  EACCES: 'it belongs to another user',
  ENOTSOCK: 'that is no socket',
};

/**
 * Sends the request and prints the answer.
 * @returns the exit code
 * @throws Refusal when nobody answers, or the process refuses the request
 */
export async function ctl([path, ...words]: readonly string[]): Promise<number> {
  if (path === undefined) refuse('ctl takes the path of a socket: see `racewatch ctl --help`');
  if (words.length === 0) refuse(`ctl takes a request: ${COMMAND_NAMES.join(', ')}`);
  const answer = await ask(path, words.join(' ').replaceAll('\n', ' '));
  if (answer.startsWith(REFUSED)) refuse(answer.slice(REFUSED.length).trimEnd());
  if (!answer.startsWith(OK)) throw new Refusal(`${quote(path)} gave no answer that can be read`, EXIT.fault);
  put(answer.slice(OK.length), '');
  return EXIT.ok;
}

function ask(path: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Refusal(`cannot ask ${quote(path)}: ${why}`, EXIT.fault));
    let answer = '';
    const socket = connect(path, () => socket.end(`${request}\n`));
    socket.setTimeout(PATIENCE, () => {
      socket.destroy();
      fail('the process does not answer');
    });
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.on('error', ({ code = '', message }: NodeJS.ErrnoException) => fail(WHY[code] ?? message));
    socket.on('end', () => resolve(answer));
  });
}
