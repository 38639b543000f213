// Throws an error from a script of one short line: above an uncaught error Node prints the line that threw it, and one of
// ours would be a whole file. Which errors are thrown for the program is not known here.

import { Script } from 'node:vm';

const LINE = '(error) => { throw error } // as the program would have: the stack below says where';

let thrower: ((error: Error) => never) | undefined;

/** Throws the error, whose stack has been taken. */
export function throwApart(error: Error): never {
  try {
    thrower ??= new Script(LINE, { filename: 'racewatch' }).runInThisContext() as typeof thrower;
  } catch {
    // Near the end of the stack there is no room for it.
  }
  thrower?.(error);
  throw error;
}
