// The side of the host: what a random program is given, and what is written down of it when it has run.

import { Describer, errorText } from './world.ts';

const FUEL = 150;
const ROUNDS = 60;
const LONGEST = 4000;

/** What a program hands out. */
export interface Exports {
  later?: () => Promise<unknown>;
  state?: () => Record<string, unknown>;
}

/** What a program is given: every one of these writes to the log. */
export function hostWorld(log: string[]) {
  let fuel = FUEL;
  const describer = new Describer();
  const note = (...parts: unknown[]) => {
    if (log.length < LONGEST) log.push(parts.map((part) => describer.describe(part)).join(' '));
    return parts.at(-1);
  };
  return {
    log: note,
    fuel: () => {
      if (--fuel < 0) throw new Error('out of fuel');
    },
    probe: (name: string, target: object) =>
      new Proxy(target, new Proxy({}, { get: (_, trap) => logged(name, trap) })),
    describer,
  };

  function logged(name: string, trap: string | symbol) {
    const act = (Reflect as unknown as Record<string | symbol, (...args: unknown[]) => unknown>)[trap];
    return (...args: unknown[]) => {
      note(name, trap, ...args.slice(1));
      return act?.(...args);
    };
  }
}

/** Waits for the asynchronous part, which may never end. */
export async function settle(
  later: Promise<unknown> | undefined,
  log: string[],
  describer: Describer,
): Promise<void> {
  let open = true;
  later?.then(
    (value) => {
      open = false;
      log.push(`later: ${describer.describe(value)}`);
    },
    (error) => {
      open = false;
      log.push(`later failed: ${describer.describe(error)}`);
    },
  );
  for (let round = 0; open && round < ROUNDS; round++) await new Promise(setImmediate);
  if (open) log.push('later: never');
}

/** What is left: the variables of the program, and the globals it made. */
export function remains(
  exports: Exports,
  global: object,
  made: readonly string[],
  describer: Describer,
): string[] {
  const lines = [`globals: ${made.join(' ')}`];
  let state: Record<string, unknown> = {};
  try {
    state = exports.state?.() ?? {};
  } catch (error) {
    lines.push(`no state: ${errorText(error as object)}`);
  }
  const isProxy = (object: object) => describer.describe(object) === describer.describe(global);
  for (const [name, value] of Object.entries(state))
    lines.push(`${name} = ${describer.dump(value, 3, isProxy)}`);
  return lines;
}
