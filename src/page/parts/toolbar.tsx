// Search and filters, with how many races each level and pattern has. Each control writes one filter.

import { useComputed } from '@preact/signals';
import { printable } from '../../report/printable.ts';
import { isFiltered, NO_FILTERS, toggled } from '../filters.ts';
import { tally } from '../report.ts';
import { type Store, setFilters } from '../store.ts';
import { LevelIcon, SearchIcon } from './icons.tsx';

const LEVELS = ['error', 'warning', 'notice'];
/** Suggestions of a field; a longer list helps nobody. */
const MOST_SUGGESTED = 100;

export function Toolbar({ store }: { store: Store }) {
  return (
    <search class="toolbar" aria-label="Search and filters">
      <label class="field search">
        <SearchIcon />
        <span class="unseen">Search all text</span>
        <input
          id="search"
          type="search"
          placeholder="Search   /"
          value={useComputed(() => store.filters.value.text)}
          onInput={({ currentTarget }) => setFilters(store, { text: currentTarget.value })}
        />
      </label>
      <Levels store={store} />
      <Field store={store} name="path" label="Path" hint="part of a path" />
      <Field store={store} name="file" label="File" hint="part of a file name" />
      <label class="check">
        <input
          type="checkbox"
          checked={useComputed(() => store.grouping.value === 'location')}
          onChange={({ currentTarget }) => {
            store.grouping.value = currentTarget.checked ? 'location' : 'none';
          }}
        />
        Group by location
      </label>
      <ClearButton store={store} />
      <Patterns store={store} />
    </search>
  );
}

function Levels({ store }: { store: Store }) {
  const counts = new Map(tally(store.report.entries.map(({ race }) => race.level)));
  const levels = store.filters.value.levels;
  return (
    <fieldset class="chips">
      <legend class="unseen">Level</legend>
      {LEVELS.map((level) => (
        <button
          key={level}
          type="button"
          class={`chip level-${level}`}
          aria-pressed={levels.includes(level)}
          disabled={!counts.has(level)}
          onClick={() => setFilters(store, { levels: toggled(levels, level) })}
        >
          <LevelIcon level={level} /> {level} <span class="count">{counts.get(level) ?? 0}</span>
        </button>
      ))}
    </fieldset>
  );
}

function Patterns({ store }: { store: Store }) {
  const counts = tally(store.report.entries.map(({ race }) => race.pattern));
  const patterns = store.filters.value.patterns;
  return (
    <fieldset class="chips patterns">
      <legend class="unseen">Pattern</legend>
      {counts.map(([name, count]) => (
        <button
          key={name}
          type="button"
          class="chip"
          aria-pressed={patterns.includes(name)}
          onClick={() => setFilters(store, { patterns: toggled(patterns, name) })}
        >
          {printable(name, 40)} <span class="count">{count}</span>
        </button>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  store: Store;
  name: 'path' | 'file';
  label: string;
  hint: string;
}

function Field({ store, name, label, hint }: FieldProps) {
  const names = useComputed(() =>
    tally(store.report.entries.flatMap((entry) => (name === 'path' ? [entry.path] : entry.files))),
  );
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        list={`${name}s`}
        placeholder={hint}
        value={useComputed(() => store.filters.value[name])}
        onInput={({ currentTarget }) => setFilters(store, { [name]: currentTarget.value })}
      />
      <datalist id={`${name}s`}>
        {names.value.slice(0, MOST_SUGGESTED).map(([each]) => (
          <option key={each} value={printable(each)} />
        ))}
      </datalist>
    </label>
  );
}

function ClearButton({ store }: { store: Store }) {
  if (!isFiltered(store.filters.value)) return null;
  return (
    <button type="button" class="button quiet" onClick={() => setFilters(store, NO_FILTERS)}>
      Clear filters
    </button>
  );
}
