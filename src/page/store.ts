// The state of the page and what follows from it. Parts read signals and call the functions here.

import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Filters, matching } from './filters.ts';
import { readHash, writeHash } from './hash.ts';
import type { Entry, Report } from './report.ts';
import { type Grouping, type Row, rowsOf } from './rows.ts';

export type Printing = 'chosen' | 'all';

export interface Store {
  report: Report;
  filters: Signal<Filters>;
  grouping: Signal<Grouping>;
  closed: Signal<ReadonlySet<string>>;
  chosen: Signal<Entry | undefined>;
  /** Place of the access whose stack is unfolded. */
  access: Signal<number | undefined>;
  helpShown: Signal<boolean>;
  printing: Signal<Printing>;
  /** On a small screen one of the two is in sight. */
  view: Signal<'list' | 'race'>;
  /** Said by a screen reader when it changes. */
  said: Signal<string>;
  shown: ReadonlySignal<readonly Entry[]>;
  rows: ReadonlySignal<readonly Row[]>;
}

const QUIET_MS = 150;

export function makeStore(report: Report): Store {
  const at = readHash(location.hash);
  const known = report.entries.find(({ key }) => key === at.race);
  const filters = signal(at.filters);
  const grouping = signal(at.grouping);
  const closed = signal<ReadonlySet<string>>(new Set());
  const shown = computed(() => matching(report.entries, filters.value));
  const store: Store = {
    report,
    filters,
    grouping,
    closed,
    chosen: signal(known ?? shown.peek()[0]),
    access: signal(known ? at.access : undefined),
    helpShown: signal(false),
    printing: signal<Printing>('chosen'),
    view: signal<'list' | 'race'>(known ? 'race' : 'list'),
    said: signal(''),
    shown,
    rows: computed(() => rowsOf(shown.value, grouping.value, closed.value)),
  };
  keepInAddress(store);
  return store;
}

/** Shows a race in the detail pane. */
export function choose(store: Store, entry: Entry): void {
  if (store.chosen.peek() === entry) return;
  batch(() => {
    store.chosen.value = entry;
    store.access.value = undefined;
  });
}

export function setFilters(store: Store, change: Partial<Filters>): void {
  store.filters.value = { ...store.filters.peek(), ...change };
}

/** Chooses the race so many rows below (above, when negative) the chosen one; the first when none is in the list. */
export function move(store: Store, by: number): void {
  const entries = store.rows.peek().flatMap((row) => (row.kind === 'race' ? [row.entry] : []));
  const chosen = store.chosen.peek();
  const now = chosen ? entries.indexOf(chosen) : -1;
  const next = now < 0 ? 0 : Math.min(Math.max(now + by, 0), entries.length - 1);
  const entry = entries[next];
  if (entry) choose(store, entry);
}

/** Closes the group of a location, or opens it again. */
export function toggleGroup(store: Store, path: string): void {
  const closed = new Set(store.closed.peek());
  if (!closed.delete(path)) closed.add(path);
  store.closed.value = closed;
}

/** Writes what is chosen after the `#`, and follows when somebody edits it. */
function keepInAddress(store: Store): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const place = () => ({
    race: store.chosen.value?.key,
    access: store.access.value,
    filters: store.filters.value,
    grouping: store.grouping.value,
  });
  effect(() => {
    const hash = `#${writeHash(place())}`;
    clearTimeout(timer);
    // Browsers slow down pages that write their address many times a second.
    timer = setTimeout(() => hash !== location.hash && history.replaceState(null, '', hash), QUIET_MS);
  });
  addEventListener('hashchange', () => {
    const at = readHash(location.hash);
    batch(() => {
      store.filters.value = at.filters;
      store.grouping.value = at.grouping;
      store.chosen.value = store.report.entries.find(({ key }) => key === at.race) ?? store.chosen.peek();
      store.access.value = at.access;
    });
  });
}
