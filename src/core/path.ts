// The way from a root to a watched value, kept as names only: a path never holds the user's objects.

export type ContainerKind = 'object' | 'array' | 'map' | 'set';

/** One step on the way to a watched container; the root step has no parent. */
export interface PathNode {
  readonly parent: PathNode | undefined;
  /** The root's name, or the key under which the container was found in its parent. */
  readonly key: unknown;
  /** What the parent is, which decides how the key is written; undefined for a root. */
  readonly within: ContainerKind | undefined;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const LONGEST_KEY = 60;

export function rootPath(name: string): PathNode {
  return { parent: undefined, key: name, within: undefined };
}

/** The root's own name, such as `express app.locals`. */
export function rootName(path: PathNode): string {
  let node = path;
  while (node.parent) node = node.parent;
  return String(node.key);
}

/** Writes the path as a developer would: `app.locals.inventory["sku-1"]`. */
export function renderPath(path: PathNode): string {
  const step = path.within ? renderKey(path.key, path.within) : String(path.key);
  return path.parent ? renderPath(path.parent) + step : step;
}

/** As {@link renderPath}, with every key that is data rather than a name (map keys, indexes) as `[*]`. */
export function renderTemplate(path: PathNode): string {
  const step = path.within ? templateKey(path.key, path.within) : String(path.key);
  return path.parent ? renderTemplate(path.parent) + step : step;
}

export function renderKey(key: unknown, within: ContainerKind): string {
  if (within === 'set') return `.has(${describeKey(key)})`;
  if (within === 'map') return `[${describeKey(key)}]`;
  // Handed out by a method that does not tell where it was: `pop`, `find`.
  if (within === 'array' && key === '') return '[?]';
  if (typeof key === 'string') {
    if (IDENTIFIER.test(key)) return `.${key}`;
    return within === 'array' && /^\d+$/.test(key) ? `[${key}]` : `[${describeKey(key)}]`;
  }
  return `[${describeKey(key)}]`;
}

export function templateKey(key: unknown, within: ContainerKind): string {
  if (within === 'object' && (typeof key === 'symbol' || isName(String(key)))) return renderKey(key, within);
  if (within === 'array' && key === 'length') return '.length';
  return '[*]';
}

/** A field's name rather than a key of data: `user`, but not `s1` of an object used as a dictionary. */
function isName(key: string): boolean {
  return IDENTIFIER.test(key) && !/\d/.test(key);
}

function describeKey(key: unknown): string {
  switch (typeof key) {
    case 'string':
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
