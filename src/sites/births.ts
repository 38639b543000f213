// Where state enters by itself: variables that hold objects, instances of the application's classes.

import { types } from 'node:util';
import { now } from '../core/now.ts';
import { rootPath } from '../core/path.ts';
import { ports } from '../core/ports.ts';
import { mark } from '../membrane/watch.ts';
import { noteRoot } from '../roots.ts';
import { asleep, noteBirthAt } from './backoff.ts';
import { siteCapture } from './captures.ts';
import { siteOf } from './modules.ts';
import { functionName } from './names.ts';

const MOST_MEMBERS = 100;

/** Around the initial value of a variable that outlives its function. */
export function r(value: unknown, name: string, site: number): unknown {
  if (asleep[site] === 1 || typeof value !== 'object' || value === null) return value;
  try {
    noteBirthAt(site);
    if (holdsOnlyCode(value)) return value;
    if (mark(value, rootPath(name, 'variable')) !== undefined) noteRoot(value, name);
  } catch (error) {
    ports.fault('source', error);
  }
  return value;
}

/** What a module of functions exports is no state, and reading it is part of nearly every call. */
function holdsOnlyCode(value: object): boolean {
  // An array has a length, which is no code; asking a large one for its names takes seconds.
  if (types.isProxy(value) || Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  const keys = Object.getOwnPropertyNames(value);
  if (keys.length === 0 || keys.length > MOST_MEMBERS) return false;
  return keys.every((key) => {
    const found = Object.getOwnPropertyDescriptor(value, key);
    return key === '__esModule' || found?.get !== undefined || typeof found?.value === 'function';
  });
}

/** A constructor of the application's begins, or its `super()` has returned. */
export function t(instance: unknown, site: number): unknown {
  return asleep[site] === 1 ? instance : noteBirth(instance, site);
}

function noteBirth(instance: unknown, site: number): unknown {
  if (typeof instance !== 'object' || instance === null) return instance;
  try {
    noteBirthAt(site);
    const entry = mark(instance, rootPath(nameOf(instance) ?? new NameOf(site), 'birth'));
    if (entry === undefined || now.turn === 0) return instance;
    entry.born = now.turn;
    // Handed round before anybody finds it in a container, it is out of its maker's hands all the same.
    entry.shadow.publication ??= { task: now.task, turn: now.turn, stack: siteCapture(site) };
  } catch (error) {
    ports.fault('source', error);
  }
  return instance;
}

/** The class of an instance that may be of a derived one; runs no getter. */
function nameOf(instance: object): string | undefined {
  const prototype: object | null = Object.getPrototypeOf(instance);
  const maker: unknown = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof maker === 'function' ? functionName(maker) : undefined;
}

/** The name of the class at a site, asked for when a report needs it. */
class NameOf {
  private readonly site: number;

  constructor(site: number) {
    this.site = site;
  }

  toString(): string {
    return siteOf(this.site)?.row.key ?? 'instance';
  }
}
