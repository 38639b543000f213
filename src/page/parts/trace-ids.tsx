// Where an access stands in the application's own tracing, as its backend is searched by.

import type { ReportedTrace } from '../../report/model.ts';
import { printable } from '../../report/printable.ts';
import type { Store } from '../store.ts';
import { CopyButton } from './copy-button.tsx';

const LONGEST_ID = 64;

export function TraceIds({ store, trace }: { store: Store; trace: ReportedTrace }) {
  const ids = [
    ['Trace', printable(trace.traceId, LONGEST_ID)],
    ['Span', printable(trace.spanId, LONGEST_ID)],
  ] as const;
  return (
    <dl class="trace-ids">
      {ids.map(([name, id]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <CopyButton store={store} text={id} name={`${name.toLowerCase()} id`}>
              {id}
            </CopyButton>
          </dd>
        </div>
      ))}
    </dl>
  );
}
