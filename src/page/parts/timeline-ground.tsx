// The ground of a timeline: lanes, the window, the axis of time.

import { METRICS, type TimelineLayout } from '../timeline-layout.ts';

/** Lanes, and the window as a band over all of them, strongest in its own. */
export function Ground({ layout }: { layout: TimelineLayout }) {
  const { lanes, width, height, laneHeight, window } = layout;
  const top = METRICS.axis + METRICS.bracket;
  const own = window && lanes[window.lane];
  return (
    <g aria-hidden="true">
      {window && (
        <rect
          class="window-far"
          x={window.from}
          y={top}
          width={window.to - window.from}
          height={height - top - METRICS.foot}
        />
      )}
      {window && own && (
        <rect
          class="window-band"
          x={window.from}
          y={own.y - METRICS.turn / 2 - 4}
          width={window.to - window.from}
          height={METRICS.turn + 8}
        />
      )}
      {lanes.map((lane) => (
        <g key={`${lane.task}${lane.strand}`}>
          <path class="lane-edge" d={`M0 ${lane.top + laneHeight}H${width}`} />
          <path class="lane-line" d={`M${layout.gutter} ${lane.y}H${width}`} />
        </g>
      ))}
      {window && <Bracket window={window} y={METRICS.axis + METRICS.bracket - 6} />}
    </g>
  );
}

function Bracket({ window, y }: { window: NonNullable<TimelineLayout['window']>; y: number }) {
  const middle = (window.from + window.to) / 2;
  return (
    <g class="bracket">
      <path d={`M${window.from} ${y + 6}V${y}H${window.to}V${y + 6}`} />
      <text x={middle} y={y - 6} text-anchor="middle">
        window {window.duration}
      </text>
    </g>
  );
}

/** Time from left to right, with a break where it is not to scale. */
export function Axis({ layout }: { layout: TimelineLayout }) {
  const { ticks, stretched, width, height, gutter } = layout;
  const y = METRICS.axis - 6;
  return (
    <g class="axis" aria-hidden="true">
      <path d={`M${gutter} ${y}H${width}`} />
      {layout.marks.map(({ x, index }) => (
        <path key={index} class="moment" d={`M${x} ${y - 4}V${y + 4}`} />
      ))}
      <text x={layout.marks[0]?.x ?? gutter} y={y - 8} text-anchor="middle">
        0 ms
      </text>
      {ticks.map(({ x, time }) => (
        <g key={time}>
          <path d={`M${x} ${y - 3}V${y}`} />
          <path class="grid" d={`M${x} ${y}V${height - METRICS.foot}`} />
          <text x={x} y={y - 8} text-anchor="middle">
            {Number(time.toPrecision(6)).toLocaleString('en')}
          </text>
        </g>
      ))}
      {stretched.map(({ from, to }) => {
        const middle = (from + to) / 2;
        return (
          <path key={from} class="break" d={`M${middle - 5} ${y + 4}l4 -8M${middle + 1} ${y + 4}l4 -8`}>
            <title>not to scale here</title>
          </path>
        );
      })}
    </g>
  );
}
