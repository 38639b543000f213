// One detector per process, however often and from however many copies of this package it is loaded: the first
// copy claims one global symbol, later ones find it there, stand down, and serve the API through it.

import type { Session } from './session.ts';

const KEY = Symbol.for('racewatch.registry');

interface Registry {
  readonly version: string;
  /** Where the first copy lies, for the message a second one prints. */
  readonly from: string;
  session: Session | undefined;
}

type Holder = { [KEY]?: Registry };

/** A test runner may run tests in realms with globals of their own, which share the process object. */
function registry(): Registry | undefined {
  return (globalThis as Holder)[KEY] ?? (process as Holder)[KEY];
}

export type Claim = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Takes the process for this copy, or says which copy has it. The same file may ask again: nothing is started twice. */
export function claim(version: string, from: string): Claim {
  const taken = registry();
  if (taken !== undefined) {
    return {
      ok: false,
      message:
        taken.from === from
          ? ''
          : `Racewatch ${version} at ${from} stands down: version ${taken.version} at ${taken.from} is watching this process already.`,
    };
  }
  const value: Registry = { version, from, session: undefined };
  for (const holder of [globalThis, process])
    Object.defineProperty(holder, KEY, { value, enumerable: false, configurable: true });
  return { ok: true };
}

/** Shows the detector to the copies of the API that are loaded in another realm. @param global its global object */
export function shareRegistry(global: object): void {
  const value = registry();
  if (value !== undefined && !Object.hasOwn(global, KEY))
    Object.defineProperty(global, KEY, { value, enumerable: false, configurable: true });
}

/** Makes the session known to every copy of the API; undefined takes it away. */
export function setSession(session: Session | undefined): void {
  const known = registry();
  if (known !== undefined) known.session = session;
}

/** The detector of this process, if it is on. */
export function activeSession(): Session | undefined {
  return registry()?.session;
}
