// The way from a root to a watched value, kept as names only: a path never holds the user's objects.

import { isSecretText, looksSecret, MASK } from './secrets.ts';

/** A `scope` holds variables. */
export type ContainerKind = 'object' | 'array' | 'map' | 'set' | 'scope';

/**
 * How the first step got its name: from a context or from the user, or, where the source was instrumented, from a
 * variable or from the class of an instance.
 */
export type Given = 'root' | 'variable' | 'birth';

/** One step on the way to a watched container; the root step has no parent. */
export interface PathNode {
  readonly parent: PathNode | undefined;
  /** The root's name, or the key under which the container was found in its parent. */
  readonly key: unknown;
  /** What the parent is, which decides how the key is written; undefined for a root. */
  readonly within: ContainerKind | undefined;
  /** The same on the whole way. */
  readonly given: Given;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const PRIVATE_NAME = /^#[A-Za-z_$][\w$]*$/;
const LONGEST_KEY = 60;
const MOST_STEPS = 64;

/** @param name a string, or what becomes one when a report needs it */
export function rootPath(name: string | { toString(): string }, given: Given = 'root'): PathNode {
  return { parent: undefined, key: name, within: undefined, given };
}

/** The next step. */
export function stepFrom(parent: PathNode, key: unknown, within: ContainerKind): PathNode {
  return { parent, key, within, given: parent.given };
}

/** Whether a name that comes later says more about where a value is reached from. */
export function namesBetter(later: PathNode, earlier: PathNode): boolean {
  return earlier.given !== 'root' && later.given === 'root';
}

/** The root's own name, such as `express app.locals`. */
export function rootName(path: PathNode): string {
  let node = path;
  while (node.parent && !isScope(node)) node = node.parent;
  return String(node.key);
}

/** A variable: what its scope is called says nothing. */
function isScope(node: PathNode): boolean {
  return node.within === 'scope';
}

/** Writes the path as a developer would: `app.locals.inventory["sku-1"]`. */
export function renderPath(path: PathNode): string {
  return render(path, ({ key, within, parent }) => (within ? renderKey(key, within, parent) : String(key)));
}

/** As {@link renderPath}, with every key that is data rather than a name (map keys, indexes) as `[*]`. */
export function renderTemplate(path: PathNode): string {
  return render(path, ({ key, within }) => (within ? templateKey(key, within) : String(key)));
}

/** Of a long way, such as one down a linked list, the first and the last steps. */
function render(path: PathNode, write: (step: PathNode) => string): string {
  const steps: PathNode[] = [];
  for (let node: PathNode | undefined = path; node !== undefined; node = node.parent) steps.push(node);
  steps.reverse();
  if (steps.length <= MOST_STEPS) return steps.map(write).join('');
  const half = MOST_STEPS / 2;
  return `${steps.slice(0, half).map(write).join('')}…${steps.slice(-half).map(write).join('')}`;
}

/** @param holder the container that has the key; the keys of one for secrets are secrets */
export function renderKey(key: unknown, within: ContainerKind, holder?: PathNode): string {
  if ((within === 'set' || within === 'map') && looksSecret(holder?.key) && typeof key === 'string') {
    return renderKey(MASK, within);
  }
  if (within === 'scope') return String(key);
  if (within === 'set') return `.has(${describeKey(key)})`;
  if (within === 'map') return `[${describeKey(key)}]`;
  // Handed out by a method that does not tell where it was: `pop`, `find`.
  if (within === 'array' && key === '') return '[?]';
  if (typeof key === 'string' && PRIVATE_NAME.test(key)) return `.${key}`;
  if (typeof key === 'string') {
    if (IDENTIFIER.test(key)) return `.${key}`;
    return within === 'array' && /^\d+$/.test(key) ? `[${key}]` : `[${describeKey(key)}]`;
  }
  return `[${describeKey(key)}]`;
}

export function templateKey(key: unknown, within: ContainerKind): string {
  if (within === 'scope') return String(key);
  if (within === 'object' && (typeof key === 'symbol' || isName(String(key)))) return renderKey(key, within);
  if (within === 'array' && key === 'length') return '.length';
  return '[*]';
}

/** A field's name rather than a key of data: `user`, but not `s1` of an object used as a dictionary. */
function isName(key: string): boolean {
  return (IDENTIFIER.test(key) || PRIVATE_NAME.test(key)) && !/\d/.test(key);
}

function describeKey(key: unknown): string {
  switch (typeof key) {
    case 'string':
      if (isSecretText(key)) return JSON.stringify(MASK);
      return JSON.stringify(key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key);
    case 'symbol':
      return key.toString();
    case 'object':
      return key === null ? 'null' : '{object}';
    case 'function':
      return '{function}';
    default:
      return String(key);
  }
}
