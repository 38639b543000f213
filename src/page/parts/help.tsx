// The keyboard, and what the words and marks mean.

import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { KEYS } from '../keys.ts';
import type { Store } from '../store.ts';

export function Help({ store }: { store: Store }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useSignalEffect(() => {
    if (store.helpShown.value) dialog.current?.showModal();
    else dialog.current?.close();
  });
  const close = () => {
    store.helpShown.value = false;
  };
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">Keyboard</h2>
      <dl class="keys">
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <h2>Words</h2>
      <dl class="words">
        {WORDS.map(([word, means]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button" onClick={close}>
        Close
      </button>
    </dialog>
  );
}

const WORDS: readonly (readonly [word: string, means: string])[] = [
  ['turn', 'one uninterrupted run of JavaScript; turns are numbered upwards'],
  ['task', 'the piece of work that owns turns: a request, a message, a tick, a test'],
  ['window', 'from the first access of a task to its last: it counted on nobody interfering'],
  ['A, B', 'A is the task whose window it is, B the one that came in between'],
];
