// One access: what, who, when, the lines of source, the stack.

import { useEffect, useRef } from 'preact/hooks';
import type { Race, ReportedAccess } from '../../report/model.ts';
import { printable } from '../../report/printable.ts';
import { siteOf } from '../../report/site.ts';
import type { Store } from '../store.ts';
import { actOf, dedented, valueText, whoOf } from '../wording.ts';
import { MarkShape } from './mark-shape.tsx';
import { Stack } from './stack.tsx';
import { TraceIds } from './trace-ids.tsx';

interface CardProps {
  store: Store;
  race: Race;
  access: ReportedAccess;
  index: number;
  /** Milliseconds after the first access, as shown. */
  time: string;
  onPaper: boolean;
}

const LONGEST_VALUE = 100;

export function AccessCard({ store, race, access, index, time, onPaper }: CardProps) {
  const card = useRef<HTMLElement>(null);
  const chosen = !onPaper && store.access.value === index;
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const value = valueText(access, LONGEST_VALUE);
  const site = siteOf(access.stack);
  const code = site && store.report.codeFor(site);
  const foreign = access.role === 'intervening';
  return (
    <article
      ref={card}
      id={onPaper ? undefined : `access-${index}`}
      class={`access ${foreign ? 'foreign' : 'owner'}`}
      data-chosen={chosen}
      aria-label={`Access ${index + 1} of ${race.accesses.length}`}
    >
      <h4>
        <svg class="mark-icon" viewBox="-14 -14 28 28" width="24" height="24" aria-hidden="true">
          <MarkShape op={access.op} foreign={foreign} />
        </svg>
        <span>
          {index > 0 && 'Then '}
          {index > 0 ? actOf(race, access).toLowerCase() : actOf(race, access)}
        </span>
      </h4>
      <p class="access-who">
        {whoOf(race, access)}
        <br />
        <span class="dim">
          {time}, turn {access.turn}
        </span>
        {value !== '' && (
          <>
            <br />
            {value}
          </>
        )}
      </p>
      {code !== undefined && (
        <pre
          class="source code"
          {...(onPaper ? {} : { tabIndex: 0, role: 'group', 'aria-label': `Source, access ${index + 1}` })}
        >
          {dedented(code).map((line, number) => (
            <span key={number} class={line.startsWith('>') ? 'racing' : undefined}>{`${line}\n`}</span>
          ))}
        </pre>
      )}
      {access.stack.length > 0 && <Stack store={store} stack={access.stack} unfolded={chosen || onPaper} />}
      {(access.stackNote !== undefined || access.stack.length === 0) && (
        <p class="dim">{printable(access.stackNote ?? 'no stack was captured')}</p>
      )}
      {access.trace !== undefined && <TraceIds store={store} trace={access.trace} />}
    </article>
  );
}
