// What the address keeps after its `#`: the chosen race and access, the filters and the grouping.

import { type Filters, NO_FILTERS } from './filters.ts';
import type { Grouping } from './rows.ts';

export interface Place {
  race: string | undefined;
  /** The chosen access, counted from 0. */
  access: number | undefined;
  filters: Filters;
  grouping: Grouping;
}

/** @param hash with or without its `#`; what it says wrongly is ignored */
export function readHash(hash: string): Place {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const list = (name: string) => words.get(name)?.split(',').filter(Boolean) ?? [];
  const access = Number.parseInt(words.get('access') ?? '', 10);
  return {
    race: words.get('race') ?? undefined,
    access: access > 0 ? access - 1 : undefined,
    filters: {
      ...NO_FILTERS,
      text: words.get('q') ?? '',
      path: words.get('path') ?? '',
      file: words.get('file') ?? '',
      levels: list('level'),
      patterns: list('pattern'),
    },
    grouping: words.get('group') === 'location' ? 'location' : 'none',
  };
}

/** Without `#`, and without what is as it is at the start. */
export function writeHash({ race, access, filters, grouping }: Place): string {
  const words = new URLSearchParams();
  const put = (name: string, value: string) => {
    if (value !== '') words.set(name, value);
  };
  put('race', race ?? '');
  put('access', access === undefined ? '' : String(access + 1));
  put('q', filters.text);
  put('level', filters.levels.join(','));
  put('pattern', filters.patterns.join(','));
  put('path', filters.path);
  put('file', filters.file);
  put('group', grouping === 'none' ? '' : grouping);
  return words.toString().replaceAll('%2C', ',');
}
