// A logger that never blocks the event loop: it serialises what it is given a slice at a time
// and lets other requests run in between. It logs the context of a request whole.

import { setImmediate as nextSlice } from 'node:timers/promises';

/** Objects visited before the event loop gets its turn. */
const SLICE = 8;
/** Nesting below which objects are only named. */
const DEPTH = 5;

interface Walk {
  readonly seen: Set<object>;
  visited: number;
}

export class ContextLogger {
  async error(message: string, error: unknown, context: object): Promise<void> {
    const line = {
      level: 'error',
      time: new Date().toISOString(),
      message,
      reason: error instanceof Error ? error.message : String(error),
      context: await serialise(context, { seen: new Set(), visited: 0 }, DEPTH),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

async function serialise(value: unknown, walk: Walk, depth: number): Promise<unknown> {
  if (typeof value === 'function') return `[Function: ${value.name}]`;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (walk.seen.has(value)) return '[Circular]';
  if (depth === 0) return `[${value.constructor?.name ?? 'Object'}]`;

  walk.seen.add(value);
  if (++walk.visited % SLICE === 0) await nextSlice();
  if (value instanceof Map) return serialiseMap(value, walk, depth);
  if (Array.isArray(value) || value instanceof Set) return serialiseList(value, walk, depth);
  return serialiseObject(value as Record<string, unknown>, walk, depth);
}

async function serialiseMap(map: Map<unknown, unknown>, walk: Walk, depth: number): Promise<unknown> {
  const name = `Map(${map.size})`;
  const entries: unknown[] = [];
  for (const [key, value] of map) {
    entries.push([await serialise(key, walk, depth - 1), await serialise(value, walk, depth - 1)]);
  }
  return { [name]: entries };
}

async function serialiseList(list: Iterable<unknown>, walk: Walk, depth: number): Promise<unknown> {
  const items: unknown[] = [];
  for (const item of list) items.push(await serialise(item, walk, depth - 1));
  return items;
}

async function serialiseObject(object: Record<string, unknown>, walk: Walk, depth: number): Promise<unknown> {
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(object)) fields[key] = await serialise(object[key], walk, depth - 1);
  return fields;
}
