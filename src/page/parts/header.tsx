// What was read: title, sources, damaged lines; and the page's own buttons.

import { printable } from '../../report/printable.ts';
import type { Store } from '../store.ts';
import { nextTheme, theme } from '../theme.ts';
import { countOf } from '../wording.ts';
import { PrintIcon, ThemeIcon } from './icons.tsx';

const LONGEST_TITLE = 120;
const MOST_SOURCES = 200;

export function Header({ store }: { store: Store }) {
  const { about, entries } = store.report;
  return (
    <header class="header">
      <div class="titles">
        <h1>{printable(about.title, LONGEST_TITLE)}</h1>
        <Sources about={about} races={entries.length} />
      </div>
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-label="Print all"
          onClick={() => {
            store.printing.value = 'all';
          }}
        >
          <PrintIcon /> <span class="wide">Print all</span>
        </button>
        <button
          type="button"
          class="button"
          onClick={nextTheme}
          aria-label={`Theme: ${theme.value}`}
          title="Theme (t)"
        >
          <ThemeIcon /> <span class="wide">{theme}</span>
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            store.helpShown.value = true;
          }}
          aria-label="Keyboard help"
          title="Keyboard help (?)"
        >
          ?
        </button>
      </div>
    </header>
  );
}

function Sources({ about, races }: { about: Store['report']['about']; races: number }) {
  const { sources, damagedLines, generated } = about;
  const damage =
    damagedLines === 0 ? '' : `${countOf(damagedLines, 'damaged line')} left out: not whole, or not JSON`;
  const listed = sources.length === 1 ? printable(sources[0] ?? '', LONGEST_TITLE) : '';
  return (
    <div class="sources">
      <strong>{countOf(races, 'race')}</strong>
      {listed !== '' && <span class="code">{listed}</span>}
      {sources.length > 1 && (
        <details>
          <summary>{countOf(sources.length, 'source')}</summary>
          <ul>
            {sources.slice(0, MOST_SOURCES).map((source) => (
              <li key={source} class="code">
                {printable(source)}
              </li>
            ))}
            {sources.length > MOST_SOURCES && <li>and {sources.length - MOST_SOURCES} more</li>}
          </ul>
        </details>
      )}
      <span>written {printable(generated, 60)}</span>
      {damage !== '' && <span class="damage">{damage}</span>}
    </div>
  );
}
