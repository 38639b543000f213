// A button that puts a text on the clipboard and says so.

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { copyText } from '../clipboard.ts';
import type { Store } from '../store.ts';
import { CopyIcon, DoneIcon } from './icons.tsx';

const SHOWN_MS = 1500;

interface CopyProps {
  store: Store;
  text: string;
  /** What is copied, for those who do not see it. */
  name: string;
  children: ComponentChildren;
}

export function CopyButton({ store, text, name, children }: CopyProps) {
  const done = useSignal(false);
  const copy = async () => {
    done.value = await copyText(text);
    store.said.value = done.value ? `Copied ${name}` : 'The browser does not allow copying';
    setTimeout(() => {
      done.value = false;
    }, SHOWN_MS);
  };
  return (
    <button
      type="button"
      class={done.value ? 'copy done' : 'copy'}
      onClick={copy}
      title={done.value ? 'Copied' : `Copy ${name}`}
    >
      <span class="unseen">Copy {name}: </span>
      <span class="code">{children}</span>
      {done.value ? <DoneIcon /> : <CopyIcon />}
    </button>
  );
}
