// What programs see of stacks: positions in the text they were written in, and no frames of ours. Every formatter,
// Node's own and those that programs install, is handed call sites that say so. Nothing is done until a stack is read.

import { types } from 'node:util';
import { isOwnFile } from '../../src/stacks/call-frame.ts';
import { givenOf } from '../../src/stacks/given.ts';
import type { Thrown } from './given-message.ts';
import { imitate } from './patch.ts';

/** Finds the message an error would have had, had the given text run. */
type GivenMessage = (thrown: Thrown) => string | undefined;
type Site = NodeJS.CallSite;
type Formatter = (this: unknown, error: Error, sites: Site[]) => unknown;

const wrapped = new WeakMap<Formatter, Formatter>();
const originals = new WeakMap<object, Formatter>();

let messageOf: GivenMessage = () => undefined;

/** Sets who knows the given texts: what errors of the engine would have quoted of them. */
export function provideMessages(find: GivenMessage): void {
  messageOf = find;
}

/**
 * Makes `Error.prepareStackTrace` an accessor that lays the given positions on the sites a formatter gets.
 * Formatters are handed out and taken back as usual.
 * @param owner the `Error` of the realm
 */
export function installCallSites(owner = Error): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, 'prepareStackTrace');
  if (descriptor?.configurable === false || descriptor?.get !== undefined) return;
  const usual = shownFor(descriptor?.value);
  let shown = usual;
  Object.defineProperty(owner, 'prepareStackTrace', {
    configurable: true,
    enumerable: descriptor?.enumerable ?? false,
    get: () => shown,
    set: (value: unknown) => {
      // For anything else Node takes its own, but would hand it the sites as they are.
      shown = typeof value === 'function' ? shownFor(value) : usual;
    },
  });
}

/** What reading the property gives when this was stored there. */
function shownFor(value: unknown): unknown {
  if (typeof value !== 'function' || originals.has(value)) return value;
  const formatter = value as Formatter;
  const known = wrapped.get(formatter);
  if (known !== undefined) return known;
  const wrapper = imitate(function (this: unknown, error: Error, sites: Site[]): unknown {
    if (!Array.isArray(sites)) return Reflect.apply(formatter, this, [error, sites]);
    const shown = asGiven(sites);
    mendMessage(error, shown[0]);
    return Reflect.apply(formatter, this, [error, shown]);
  }, formatter);
  wrapped.set(formatter, wrapper);
  originals.set(wrapper, formatter);
  return wrapper;
}

/** A helper in the name that the engine makes up for a nameless function: it names what it sees assigned. */
const INFERRED = /\$rw[a-z]{1,2}\./;

const done = new WeakSet<Site>();

function asGiven(sites: Site[]): Site[] {
  try {
    for (const site of sites) if (!done.has(site)) correct(site);
    const foreign = sites.filter((site) => !isOwnFile(site.getFileName() ?? ''));
    return foreign.length === sites.length || isOwnFile(sites[0]?.getFileName() ?? '') ? sites : foreign;
  } catch {
    return sites;
  }
}

/** The engine quotes the text that runs. A message is mended before anybody is shown the stack it heads. */
function mendMessage(error: unknown, site: Site | undefined): void {
  try {
    const message = types.isNativeError(error)
      ? Object.getOwnPropertyDescriptor(error, 'message')
      : undefined;
    if (typeof message?.value !== 'string' || !message.value.includes('$rw')) return;
    const script = site?.getFileName() ?? '';
    const text = givenOf(script)?.text;
    const line = site?.getLineNumber();
    const column = site?.getColumnNumber();
    if (text === undefined || !line || !column) return;
    const value = messageOf({ message: message.value, script, text, line, column });
    if (value !== undefined) Object.defineProperty(error, 'message', { ...message, value });
  } catch {
    // It stays as the engine made it.
  }
}

/** Call sites check who they are, so theirs are the objects that answer otherwise from now on. */
function correct(site: Site): void {
  const script = site.getFileName() ?? site.getScriptNameOrSourceURL() ?? '';
  const given = script === '' ? undefined : givenOf(script);
  if (given === undefined || site.isEval() || (given.selfMapped && process.sourceMapsEnabled)) return;
  if (given.ofOriginal !== undefined) return;
  done.add(site);
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  if (line === null || column === null) return;
  const text = site.toString();
  const own = given.column(line, column);
  lay(site, 'getColumnNumber', () => own);
  layEnclosing(site, given);
  const position = new RegExp(`:${line}:${column}(?=\\)?$)`);
  const shown = text.replace(position, `:${line}:${own}`).replace(INFERRED, '');
  if (shown !== text) lay(site, 'toString', () => shown);
  const name = site.getFunctionName();
  if (name !== null && INFERRED.test(name)) lay(site, 'getFunctionName', () => name.replace(INFERRED, ''));
}

function layEnclosing(site: Site, given: { column(line: number, column: number): number }): void {
  const line = site.getEnclosingLineNumber?.();
  const column = site.getEnclosingColumnNumber?.();
  if (!line || !column) return;
  const own = given.column(line, column);
  lay(site, 'getEnclosingColumnNumber', () => own);
}

function lay(site: Site, name: keyof Site | 'toString', value: () => unknown): void {
  Object.defineProperty(site, name, { value, configurable: true, writable: true, enumerable: false });
}
