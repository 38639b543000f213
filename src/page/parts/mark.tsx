// One mark on the timeline: a button that shows the access's stack.

import type { Signal } from '@preact/signals';
import type { Race } from '../../report/model.ts';
import type { Store } from '../store.ts';
import type { Mark as Placed } from '../timeline-layout.ts';
import { actOf, valueText, whoOf } from '../wording.ts';
import { MarkShape } from './mark-shape.tsx';

const SHORT_VALUE = 13;
const LONG_VALUE = 80;

interface MarkProps {
  store: Store;
  race: Race;
  mark: Placed;
  /** Place of the last mark. */
  last: number;
  pointed: Signal<number | undefined>;
  onPaper: boolean;
}

export function Mark({ store, race, mark, last, pointed, onPaper }: MarkProps) {
  const { access, index, x, y, time } = mark;
  const foreign = access.role === 'intervening';
  const value = valueText(access, LONG_VALUE);
  const label = `${actOf(race, access)} by ${whoOf(race, access)} at ${time}, turn ${access.turn}${value === '' ? '' : `, ${value}`}. Show its stack`;
  const choose = () => {
    store.access.value = store.access.peek() === index ? undefined : index;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') choose();
    else if (event.key === 'ArrowRight') focusMark(event, Math.min(index + 1, last));
    else if (event.key === 'ArrowLeft') focusMark(event, Math.max(index - 1, 0));
    else if (event.key === 'Escape' && pointed.peek() !== undefined) pointed.value = undefined;
    else return;
    event.preventDefault();
  };
  const chosen = !onPaper && store.access.value === index;
  const point = (at: number | undefined) => () => {
    pointed.value = at;
  };
  const control = onPaper
    ? {}
    : {
        role: 'button' as const,
        tabindex: 0,
        'aria-label': label,
        'aria-pressed': chosen,
        'data-mark': index,
        onClick: choose,
        onKeyDown: onKey,
        onPointerEnter: point(index),
        onPointerLeave: point(undefined),
        onFocus: point(index),
        onBlur: point(undefined),
      };
  return (
    <g transform={`translate(${x} ${y})`}>
      <g class={chosen ? 'mark chosen' : 'mark'} {...control}>
        <circle class="reach" r="18" />
        <MarkShape op={access.op} foreign={foreign} />
      </g>
      <g class="mark-notes" aria-hidden="true">
        <text y="32" text-anchor="middle" class="mark-value">
          {valueText(access, SHORT_VALUE)}
        </text>
        <text y={value === '' ? 32 : 46} text-anchor="middle">
          {time}
        </text>
      </g>
    </g>
  );
}

function focusMark({ currentTarget }: KeyboardEvent, index: number): void {
  if (!(currentTarget instanceof SVGElement)) return;
  const mark = currentTarget.ownerSVGElement?.querySelector(`[data-mark="${index}"]`);
  if (mark instanceof SVGElement) mark.focus();
}
