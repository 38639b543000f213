// What the mark under the pointer or with the focus is, at the mark. The same stands in its label and its card.

import type { Signal } from '@preact/signals';
import type { Race } from '../../report/model.ts';
import { siteOf } from '../../report/site.ts';
import type { TimelineLayout } from '../timeline-layout.ts';
import { actOf, functionOf, positionOf, valueText, whoOf } from '../wording.ts';

const HALF_WIDTH = 140;
/** From a mark to the end of its notes. */
const BELOW = 52;
const LONGEST_VALUE = 80;

interface TooltipProps {
  race: Race;
  layout: TimelineLayout;
  pointed: Signal<number | undefined>;
  /** Pixels of the drawing that are scrolled out at the left. */
  hidden: number;
}

export function Tooltip({ race, layout, pointed, hidden }: TooltipProps) {
  const mark = pointed.value === undefined ? undefined : layout.marks[pointed.value];
  if (mark === undefined) return null;
  const { access, x, y, time } = mark;
  const site = siteOf(access.stack);
  const value = valueText(access, LONGEST_VALUE);
  const left = Math.min(Math.max(x - hidden - HALF_WIDTH, 0), Math.max(layout.width - 2 * HALF_WIDTH, 0));
  return (
    <div class="tooltip" aria-hidden="true" style={{ left: `${left}px`, top: `${y + BELOW}px` }}>
      <strong>
        {actOf(race, access)}
        {value !== '' && <>, {value}</>}
      </strong>
      <br />
      {whoOf(race, access)}
      <br />
      {time}, turn {access.turn}
      {site && (
        <>
          <br />
          <span class="code">
            {functionOf(site)} {positionOf(site)}
          </span>
        </>
      )}
    </div>
  );
}
