// What the marks of this timeline mean; only those that it has.

import type { AccessOp, Race } from '../../report/model.ts';
import { MARKS, opNoun } from '../../report/words.ts';
import { MarkShape } from './mark-shape.tsx';

export function Legend({ race }: { race: Race }) {
  const ops = [...new Set(race.accesses.map(({ op }) => op))].filter((op) => Object.hasOwn(MARKS, op));
  return (
    <ul class="legend" aria-hidden="true">
      {ops.map((op) => (
        <li key={op}>
          <OpIcon op={op} /> {opNoun(op, race.location.kind)}
        </li>
      ))}
      <li>
        <svg class="legend-icon" viewBox="0 0 28 14" width="28" height="14" aria-hidden="true">
          <rect class="window-band" width="28" height="14" />
        </svg>
        window of A
      </li>
      <li>
        <svg class="legend-icon strike" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <path class="hit" d="M2 2l10 10m0 -10l-10 10" />
        </svg>
        B came in
      </li>
      <li>
        <svg class="legend-icon" viewBox="0 0 28 14" width="28" height="14" aria-hidden="true">
          <path class="wait" d="M0 7H28" />
        </svg>
        waiting between turns
      </li>
    </ul>
  );
}

function OpIcon({ op }: { op: AccessOp }) {
  return (
    <svg class="legend-icon" viewBox="-15 -15 30 30" width="20" height="20" aria-hidden="true">
      <MarkShape op={op} foreign={false} />
    </svg>
  );
}
