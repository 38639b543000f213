// The drawn timeline of a race: lanes, turns, the window, marks. Where things stand comes from timeline-layout.ts.

import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Race } from '../../report/model.ts';
import type { Store } from '../store.ts';
import { layoutOf } from '../timeline-layout.ts';
import { timelineSentence } from '../wording.ts';
import { Mark } from './mark.tsx';
import { Axis, Ground } from './timeline-ground.tsx';
import { LaneLabels, Turns } from './timeline-lanes.tsx';
import { Tooltip } from './tooltip.tsx';

const WIDTH_BEFORE_MEASURED = 760;
const WIDTH_ON_PAPER = 680;

interface TimelineProps {
  store: Store;
  race: Race;
  onPaper: boolean;
}

export function Timeline({ store, race, onPaper }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useSignal(onPaper ? WIDTH_ON_PAPER : WIDTH_BEFORE_MEASURED);
  const pointed = useSignal<number | undefined>(undefined);
  useEffect(() => {
    if (onPaper || box.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) room.value = Math.floor(entry.contentRect.width);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [onPaper]);
  const layout = useMemo(() => layoutOf(race, room.value), [race, room.value]);
  const times = layout.marks.map(({ time }) => time);
  const { width, height } = layout;
  return (
    <div class="timeline" ref={box}>
      <div class="timeline-scroll" ref={scroller}>
        <svg
          role="group"
          aria-label={timelineSentence(race, times)}
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
        >
          <Ground layout={layout} />
          <Axis layout={layout} />
          <LaneLabels layout={layout} />
          <Turns layout={layout} />
          {layout.marks.map((mark) => (
            <Mark
              key={mark.index}
              store={store}
              race={race}
              mark={mark}
              last={layout.marks.length - 1}
              pointed={pointed}
              onPaper={onPaper}
            />
          ))}
        </svg>
      </div>
      <Tooltip race={race} layout={layout} pointed={pointed} hidden={scroller.current?.scrollLeft ?? 0} />
    </div>
  );
}
