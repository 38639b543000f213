// The list of races: a list box, or a tree when grouped. The focus stays on the list; the chosen row is its
// active descendant, because rows come and go as it scrolls.

import { useComputed, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Entry } from '../report.ts';
import type { Row } from '../rows.ts';
import { choose, move, type Store, toggleGroup } from '../store.ts';
import { countOf, functionOf, short, shortPositionOf } from '../wording.ts';
import { ArrowIcon, LevelIcon } from './icons.tsx';
import { useVirtualRows } from './use-virtual-rows.ts';

/** In units of the root's font; the style has the same. */
const ROW_REM = 3.75;
const HEAD_REM = 2.25;

export function RaceList({ store }: { store: Store }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = store.rows.value;
  const chosen = store.chosen.value;
  const grouped = store.grouping.value === 'location';
  const rem = useMemo(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize), []);
  const virtual = useVirtualRows({
    count: rows.length,
    rows,
    scroller: () => scroller.current,
    heightOf: (index) => rem * (rows[index]?.kind === 'group' ? HEAD_REM : ROW_REM),
  });
  const place = useMemo(
    () => rows.findIndex((row) => row.kind === 'race' && row.entry === chosen),
    [rows, chosen],
  );
  useEffect(() => {
    if (place >= 0) virtual.scrollTo(place);
  }, [place]);
  const drawn = virtual.items.some(({ index }) => index === place);
  return (
    <section class="pane list-pane" aria-label="Races">
      <Count store={store} />
      <div
        id="list"
        class="list"
        ref={scroller}
        tabIndex={0}
        role={rows.length === 0 ? 'group' : grouped ? 'tree' : 'listbox'}
        aria-label={grouped ? 'Races by location' : 'Races'}
        aria-activedescendant={drawn ? `row-${place}` : undefined}
        onKeyDown={(event) => onKey(event, store)}
      >
        <div class="rows" role="presentation" style={{ height: `${virtual.height}px` }}>
          {virtual.items.map(({ index, start, size }) => (
            <div
              key={index}
              class="slot"
              role="presentation"
              style={{ height: `${size}px`, transform: `translateY(${start}px)` }}
            >
              <AnyRow store={store} row={rows[index]} index={index} grouped={grouped} />
            </div>
          ))}
        </div>
        {rows.length === 0 && <p class="nothing">No race meets these filters.</p>}
      </div>
    </section>
  );
}

/** How many are listed, also said aloud when it changes. */
function Count({ store }: { store: Store }) {
  const text = useComputed(() => {
    const [shown, all] = [store.shown.value.length, store.report.entries.length];
    return shown === all ? countOf(all, 'race') : `${shown.toLocaleString('en')} of ${countOf(all, 'race')}`;
  });
  useSignalEffect(() => {
    store.said.value = text.value;
  });
  return <p class="list-count">{text}</p>;
}

function AnyRow({ row, ...rest }: { store: Store; row: Row | undefined; index: number; grouped: boolean }) {
  if (row === undefined) return null;
  return row.kind === 'group' ? <GroupRow row={row} {...rest} /> : <RaceRow row={row} {...rest} />;
}

interface RaceRowProps {
  store: Store;
  row: Extract<Row, { kind: 'race' }>;
  index: number;
  grouped: boolean;
}

function RaceRow({ store, row, index, grouped }: RaceRowProps) {
  const { entry, place, of } = row;
  const { race, path, site } = entry;
  const where = site ? `${functionOf(site)} ${shortPositionOf(site)}` : 'no stack';
  return (
    <div
      id={`row-${index}`}
      class={`row level-${race.level}`}
      role={grouped ? 'treeitem' : 'option'}
      aria-level={grouped ? 2 : undefined}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={store.chosen.value === entry}
      onClick={() => open(store, entry)}
    >
      <LevelIcon level={race.level} />
      <span class="unseen">{short(race.level, 20)}</span>
      <span class="row-path code">{grouped ? short(race.pattern, 40) : path}</span>
      <span class="row-count" title={countOf(race.count, 'time')}>
        {race.count > 1 && `×${race.count.toLocaleString('en')}`}
      </span>
      <span class="row-more">
        {!grouped && <span class="row-pattern">{short(race.pattern, 40)}</span>}
        <span class="code">{where}</span>
      </span>
    </div>
  );
}

interface GroupRowProps {
  store: Store;
  row: Extract<Row, { kind: 'group' }>;
  index: number;
}

function GroupRow({ store, row, index }: GroupRowProps) {
  const { group, open, place, of } = row;
  return (
    <div
      id={`row-${index}`}
      class="row-head"
      role="treeitem"
      aria-level={1}
      aria-expanded={open}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={false}
      onClick={() => toggleGroup(store, group.location)}
    >
      <ArrowIcon />
      <span class="row-path code">{group.path}</span>
      <span class="row-count">{group.entries.length}</span>
    </div>
  );
}

/** As a click does it: chosen, and on a small screen in sight. */
function open(store: Store, entry: Entry): void {
  choose(store, entry);
  store.view.value = 'race';
}

function onKey(event: KeyboardEvent, store: Store): void {
  const far = store.shown.peek().length;
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: 10,
    PageUp: -10,
    Home: -far,
    End: far,
  };
  const by = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
  if (by !== undefined) move(store, by);
  else if (event.key === 'Enter') toRace(store);
  else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') fold(store, event.key === 'ArrowLeft');
  else return;
  event.preventDefault();
}

function toRace(store: Store): void {
  store.view.value = 'race';
  // On a small screen it is not there before it is drawn.
  requestAnimationFrame(() => document.getElementById('race')?.focus());
}

/** Closes or opens the group of the chosen race. */
function fold(store: Store, close: boolean): void {
  const path = store.chosen.peek()?.race.location.path;
  if (path === undefined || store.grouping.peek() === 'none') return;
  if (store.closed.peek().has(path) !== close) toggleGroup(store, path);
}
