// The places where shared state enters, held weakly: where the inventory starts its walk.

import { limits } from './core/limits.ts';

/** Of each name (`res.locals` comes once a request) a few are kept, and exchanged for a newer one now and then. */
const KEPT_PER_NAME = 4;
const EXCHANGED_EVERY = 64;

interface Kept {
  refs: WeakRef<object>[];
  noted: number;
}

const roots = new Map<string, Kept>();

/** Notes a raw value as a root. */
export function noteRoot(raw: object, name: string): void {
  const known = roots.get(name);
  if (known === undefined) {
    if (roots.size < limits.roots) roots.set(name, { refs: [new WeakRef(raw)], noted: 1 });
    return;
  }
  const { refs } = known;
  if (refs.length === KEPT_PER_NAME && known.noted++ % EXCHANGED_EVERY !== 0) return;
  if (refs.some((ref) => ref.deref() === raw)) return;
  if (refs.length === KEPT_PER_NAME) refs.shift();
  refs.push(new WeakRef(raw));
}

/** Roots that are still alive, with their names. */
export function* liveRoots(): Generator<[name: string, raw: object]> {
  for (const [name, { refs }] of roots) {
    for (const ref of refs) {
      const raw = ref.deref();
      if (raw !== undefined) yield [name, raw];
    }
  }
}
