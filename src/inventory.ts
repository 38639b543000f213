// The inventory: every Map, Set, array and object reachable from the roots, by path, with who read it and who wrote
// it, so that nobody has to print a context and guess.

import { isMap, isProxy, isSet } from 'node:util/types';
import { ledger } from './core/ledger.ts';
import {
  type ContainerKind,
  type PathNode,
  renderPath,
  renderTemplate,
  rootName,
  rootPath,
  stepFrom,
} from './core/path.ts';
import type { Shadow } from './core/shadow.ts';
import { mapSize, setSize } from './core/sizes.ts';
import { shadowOf } from './membrane/watch.ts';
import type { InventoryEntry, InventoryMark } from './report/inventory-text.ts';
import { liveRoots } from './roots.ts';

const MOST_CONTAINERS = 20_000;
const MOST_ITEMS = 200;

/** One entry for all containers met at the same kind of place, the ones worth a look first. */
export function takeInventory(): InventoryEntry[] {
  const places = new Map<string, InventoryEntry>();
  const seen = new Set<Shadow>();
  for (const { raw, kind, path } of reachable()) {
    const shadow = shadowOf(raw);
    if (shadow !== undefined) seen.add(shadow);
    add(places, shadow?.path ?? path, kind, sizeOf(raw, kind), shadow);
  }
  for (const shadow of ledger.alive()) {
    if (!seen.has(shadow)) add(places, shadow.path, shadow.kind, shadow.size, shadow);
  }
  return [...places.values()].sort(worstFirst);
}

interface Found {
  raw: object;
  kind: ContainerKind;
  path: PathNode;
}

/** Walks the raw values from the live roots, breadth first. Getters are not called: only what lies there is seen. */
function reachable(): Found[] {
  const found: Found[] = [];
  const visited = new Set<object>();
  const visit = (raw: unknown, path: PathNode): void => {
    const kind = kindOf(raw);
    if (kind === undefined || visited.has(raw as object) || found.length >= MOST_CONTAINERS) return;
    visited.add(raw as object);
    found.push({ raw: raw as object, kind, path });
  };
  for (const [name, raw] of liveRoots()) visit(raw, rootPath(name));
  for (let i = 0; i < found.length; i++) {
    const { raw, kind, path } = found[i] as Found;
    let items = 0;
    for (const [key, value] of itemsOf(raw, kind)) {
      if (++items > MOST_ITEMS) break;
      visit(value, stepFrom(path, key, kind));
    }
  }
  return found;
}

function kindOf(value: unknown): ContainerKind | undefined {
  if (typeof value !== 'object' || value === null || isProxy(value)) return undefined;
  if (Array.isArray(value)) return 'array';
  if (isMap(value)) return 'map';
  if (isSet(value)) return 'set';
  const prototype = Object.getPrototypeOf(value);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return plain || shadowOf(value) !== undefined ? 'object' : undefined;
}

function* itemsOf(raw: object, kind: ContainerKind): Generator<[key: unknown, value: unknown]> {
  if (kind === 'map') {
    yield* Map.prototype.entries.call(raw);
  } else if (kind === 'set') {
    for (const value of Set.prototype.values.call(raw)) yield [value, value];
  } else {
    for (const key of Reflect.ownKeys(raw)) {
      const value = Object.getOwnPropertyDescriptor(raw, key)?.value;
      if (typeof value === 'object') yield [key, value];
    }
  }
}

function sizeOf(raw: object, kind: ContainerKind): number {
  if (kind === 'map') return mapSize.call(raw);
  if (kind === 'set') return setSize.call(raw);
  return Array.isArray(raw) ? raw.length : Object.keys(raw).length;
}

function add(
  places: Map<string, InventoryEntry>,
  path: PathNode,
  kind: ContainerKind,
  size: number,
  shadow: Shadow | undefined,
): void {
  const root = rootName(path);
  const place = `${renderTemplate(path)}\n${kind}`;
  const readers = shadow?.usage.readers ?? 0;
  const writers = shadow?.usage.writers ?? 0;
  const mark = markOf(shadow);
  const entry = places.get(place);
  if (entry === undefined) {
    places.set(place, { path: renderPath(path), kind, size, objects: 1, readers, writers, mark, root });
    return;
  }
  entry.path = renderTemplate(path);
  entry.objects++;
  entry.size = Math.max(entry.size, size);
  entry.readers = Math.max(entry.readers, readers);
  entry.writers = Math.max(entry.writers, writers);
  if (WEIGHT[mark] > WEIGHT[entry.mark]) entry.mark = mark;
}

function markOf(shadow: Shadow | undefined): InventoryMark {
  if (shadow === undefined) return '';
  if (shadow.usage.writers > 1) return 'written by several';
  return shadow.usage.mixed ? 'read while written' : '';
}

const WEIGHT: Readonly<Record<InventoryMark, number>> = {
  '': 0,
  'read while written': 1,
  'written by several': 2,
};

function worstFirst(a: InventoryEntry, b: InventoryEntry): number {
  return WEIGHT[b.mark] - WEIGHT[a.mark] || a.path.localeCompare(b.path);
}
