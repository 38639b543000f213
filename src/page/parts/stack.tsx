// The frames of a stack, innermost first. The application's own are always in sight.

import { useSignal } from '@preact/signals';
import type { Frame } from '../../report/model.ts';
import { packagesOf, type Run, runsOf } from '../stack-runs.ts';
import type { Store } from '../store.ts';
import { countOf, functionOf, positionOf } from '../wording.ts';
import { CopyButton } from './copy-button.tsx';

interface StackProps {
  store: Store;
  stack: readonly Frame[];
  /** Foreign frames as well. */
  unfolded: boolean;
}

export function Stack({ store, stack, unfolded }: StackProps) {
  return (
    <ol class="stack">
      {runsOf(stack).map((run, index) =>
        run.own ? (
          run.frames.map((frame, place) => (
            <FrameLine key={`${index}.${place}`} store={store} frame={frame} looks="own" />
          ))
        ) : (
          <ForeignRun key={index} store={store} run={run} unfolded={unfolded} />
        ),
      )}
    </ol>
  );
}

/** Folded, its frames are still there for the printer. */
function ForeignRun({ store, run, unfolded }: { store: Store; run: Run; unfolded: boolean }) {
  const opened = useSignal(false);
  const folded = !unfolded && !opened.value;
  return (
    <>
      {folded && (
        <li class="not-on-paper">
          <button
            type="button"
            class="link"
            onClick={() => {
              opened.value = true;
            }}
          >
            {countOf(run.frames.length, 'frame')} in {packagesOf(run.frames)}
          </button>
        </li>
      )}
      {run.frames.map((frame, place) => (
        <FrameLine key={place} store={store} frame={frame} looks={folded ? 'only-on-paper' : ''} />
      ))}
    </>
  );
}

function FrameLine({ store, frame, looks }: { store: Store; frame: Frame; looks: string }) {
  const position = positionOf(frame);
  return (
    <li class={`frame-line ${looks}`}>
      <span class="code function">{functionOf(frame)}</span>
      <CopyButton store={store} text={position} name="position">
        {position}
      </CopyButton>
    </li>
  );
}
