// Light or dark: as the system says, or as chosen here, which the browser keeps where it may.

import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const ORDER: readonly Theme[] = ['system', 'light', 'dark'];
const KEY = 'racewatch-theme';

export const theme = signal<Theme>(kept());

export function nextTheme(): void {
  theme.value = ORDER[(ORDER.indexOf(theme.peek()) + 1) % ORDER.length] ?? 'system';
}

/** Marks the document, and remembers. */
export function applyTheme(): void {
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
    try {
      localStorage.setItem(KEY, theme.value);
    } catch {
      // A browser that keeps nothing for files: the choice holds for this page.
    }
  });
}

function kept(): Theme {
  try {
    return ORDER.find((name) => name === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}
