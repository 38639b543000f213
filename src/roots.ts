// The places where shared state enters, held weakly: where the inventory starts its walk.

import { limits } from './core/limits.ts';

/** Of each name (`res.locals` comes once a request) only the latest few are kept. */
const KEPT_PER_NAME = 4;

const roots = new Map<string, WeakRef<object>[]>();

/** Notes a raw value as a root. */
export function noteRoot(raw: object, name: string): void {
  const known = roots.get(name);
  if (known === undefined) {
    if (roots.size < limits.roots) roots.set(name, [new WeakRef(raw)]);
    return;
  }
  if (known[known.length - 1]?.deref() === raw) return;
  if (known.length === KEPT_PER_NAME) known.shift();
  known.push(new WeakRef(raw));
}

/** Roots that are still alive, with their names. */
export function* liveRoots(): Generator<[name: string, raw: object]> {
  for (const [name, refs] of roots) {
    for (const ref of refs) {
      const raw = ref.deref();
      if (raw !== undefined) yield [name, raw];
    }
  }
}
