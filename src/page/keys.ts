// The keyboard: what each key does wherever the focus is. Keys inside a control are the control's own.

import { move, type Store, setFilters } from './store.ts';

/** As the help shows them. */
export const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['j / k', 'next, previous race'],
  ['↓ / ↑', 'the same while the list has the focus'],
  ['Home / End', 'first, last race of the list'],
  ['Enter', 'from the list to the race; on a mark: show its stack'],
  ['← / →', 'on a mark: the one before, the one after; on a location: close, open it'],
  ['/', 'search'],
  ['g', 'group by location, or not'],
  ['t', 'theme: system, light, dark'],
  ['Esc', 'back: close the help, clear the search, return to the list'],
  ['?', 'this help'],
];

export interface Places {
  search(): void;
  list(): void;
  theme(): void;
}

/** Listens on the whole page. */
export function listenToKeys(store: Store, go: Places): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (store.helpShown.peek()) return;
    if (event.key === 'Escape') back(event.target, store, go);
    else if (isTyping(event.target)) return;
    else if (!act(event.key, store, go)) return;
    event.preventDefault();
  });
}

/** @returns whether the key means anything */
function act(key: string, store: Store, go: Places): boolean {
  switch (key) {
    case 'j':
      move(store, 1);
      return true;
    case 'k':
      move(store, -1);
      return true;
    case '/':
      store.view.value = 'list';
      go.search();
      return true;
    case '?':
      store.helpShown.value = true;
      return true;
    case 'g':
      store.grouping.value = store.grouping.peek() === 'none' ? 'location' : 'none';
      return true;
    case 't':
      go.theme();
      return true;
    default:
      return false;
  }
}

function back(from: EventTarget | null, store: Store, go: Places): void {
  if (from instanceof HTMLInputElement && from.type === 'search' && from.value !== '') {
    setFilters(store, { text: '' });
    return;
  }
  store.view.value = 'list';
  go.list();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}
