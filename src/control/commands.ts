// What may be asked of a running detector, as lines of text. The words are the same for the socket, the command
// `racewatch ctl` and the diagnostics channel; how they arrive is not known here.

import { nearest } from '../config/nearest.ts';
import { readAmount, WRITTEN } from '../config/units.ts';
import { failure, type Outcome, quote } from '../config/words.ts';

/** What a detector lets itself be told. */
export interface Controls {
  /** One line per fact. */
  status(): string;
  start(): void;
  stop(): void;
  /** Share of the locations that are watched, 0 to 1. */
  sample(share: number): void;
  /** The races found so far, one JSON line each. */
  dump(): string;
  /** What is watched, as text. */
  inventory(): string;
}

interface Command {
  readonly takes: string;
  readonly does: string;
  run(controls: Controls, word: string | undefined): Outcome<string>;
}

export const COMMANDS = {
  status: { takes: '', does: 'says what is watched and what it costs', run: (on) => good(on.status()) },
  on: {
    takes: '',
    does: 'starts watching',
    run: (on) => {
      on.start();
      return good('watching');
    },
  },
  off: {
    takes: '',
    does: 'stops watching; watched values stay usable',
    run: (on) => {
      on.stop();
      return good('not watching');
    },
  },
  sample: {
    takes: 'SHARE',
    does: 'watches this share of the locations, such as 5%; with a budget, at most',
    run: runSample,
  },
  dump: { takes: '', does: 'prints the races found so far, as JSON Lines', run: (on) => good(on.dump()) },
  inventory: { takes: '', does: 'prints what is watched, by path', run: (on) => good(on.inventory()) },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/**
 * Does what a line asks for.
 * @returns the answer's text, or one sentence that says what is wrong with the request
 */
export function obey(line: string, controls: Controls): Outcome<string> {
  const [name = '', word, ...rest] = line.trim().split(/\s+/);
  if (!Object.hasOwn(COMMANDS, name)) {
    const shown = quote(name.slice(0, 40));
    return failure(
      `unknown request ${shown} (did you mean ${quote(nearest(name.slice(0, 40), COMMAND_NAMES))}?)`,
    );
  }
  const command: Command = COMMANDS[name as CommandName];
  if (command.takes === '' && word !== undefined) return failure(`${quote(name)} takes nothing`);
  if (rest.length > 0) return failure(`${quote(name)} takes ${command.takes} and no more`);
  return command.run(controls, word);
}

function runSample(controls: Controls, word: string | undefined): Outcome<string> {
  const share = readAmount('share', word);
  if (share === undefined) {
    return failure(
      `"sample" takes ${WRITTEN.share}${word === undefined ? '' : `, not ${quote(word.slice(0, 40))}`}`,
    );
  }
  controls.sample(share);
  return good(`sample ${word}`);
}

function good(text: string): Outcome<string> {
  return { ok: true, value: text };
}
