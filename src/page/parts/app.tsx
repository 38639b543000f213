// The page as a whole: what stands where. The parts have their own files.

import { useComputed, useSignalEffect } from '@preact/signals';
import type { Store } from '../store.ts';
import { countOf } from '../wording.ts';
import { Header } from './header.tsx';
import { Help } from './help.tsx';
import { RaceDetail } from './race-detail.tsx';
import { RaceList } from './race-list.tsx';
import { Toolbar } from './toolbar.tsx';

/** More than anybody prints; a browser lays out each of them. */
const MOST_PRINTED = 300;

export function App({ store }: { store: Store }) {
  const { chosen, view, said, printing } = store;
  useSignalEffect(() => {
    if (printing.value === 'all') printAll(store);
  });
  return (
    <div class="app" data-view={view} data-printing={printing}>
      <Header store={store} />
      <main>
        <Toolbar store={store} />
        <div class="panes">
          <RaceList store={store} />
          <section class="pane detail-pane" id="race" aria-label="The chosen race" tabIndex={-1}>
            {chosen.value ? (
              <RaceDetail key={chosen.value.key} store={store} entry={chosen.value} />
            ) : (
              <p class="nothing">No race in this report. Nothing to do.</p>
            )}
          </section>
        </div>
      </main>
      <div class="unseen" role="status" aria-live="polite">
        {said}
      </div>
      <Help store={store} />
      <AllRaces store={store} />
    </div>
  );
}

/** Every race in the list, for the printer; empty at any other time. */
function AllRaces({ store }: { store: Store }) {
  const entries = useComputed(() => (store.printing.value === 'all' ? store.shown.value : []));
  if (entries.value.length === 0) return null;
  return (
    <div class="all-races">
      {entries.value.slice(0, MOST_PRINTED).map((entry) => (
        <RaceDetail key={entry.key} store={store} entry={entry} onPaper />
      ))}
      {entries.value.length > MOST_PRINTED && (
        <p>
          The first {MOST_PRINTED} of {countOf(entries.value.length, 'race')}. Filter the list to print
          others.
        </p>
      )}
    </div>
  );
}

function printAll({ printing }: Store): void {
  addEventListener('afterprint', () => (printing.value = 'chosen'), { once: true });
  // After the next frame all of it is drawn.
  requestAnimationFrame(() => setTimeout(() => print()));
}
