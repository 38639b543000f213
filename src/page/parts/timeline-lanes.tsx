// What stands in the lanes of a timeline beside the marks: names, turns, the waiting between, the strikes.

import { METRICS, type TimelineLayout } from '../timeline-layout.ts';
import { laneLabel } from '../wording.ts';

const LABEL_LENGTH = 23;
const LABEL_LENGTH_ABOVE = 34;

/** Who each lane is: beside it, or above it where there is little room. */
export function LaneLabels({ layout }: { layout: TimelineLayout }) {
  const above = layout.gutter === 0;
  const longest = above ? LABEL_LENGTH_ABOVE : LABEL_LENGTH;
  return (
    <g class="lane-labels" aria-hidden="true">
      {layout.lanes.map((lane) => {
        const [task, name] = laneLabel(lane, longest);
        const role = lane.owner ? 'A' : 'B';
        if (above) {
          return (
            <text key={task} x="4" y={lane.top + 18}>
              <tspan class={`role ${lane.owner ? 'owner' : 'foreign'}`}>{role}</tspan>
              <tspan dx="6">{task}</tspan>
              <tspan class="name" dx="8">
                {name}
              </tspan>
            </text>
          );
        }
        return (
          <g key={task}>
            <text class={`role ${lane.owner ? 'owner' : 'foreign'}`} x="6" y={lane.y - 2}>
              {role}
            </text>
            <text x="24" y={lane.y - 3}>
              {task}
            </text>
            <text class="name" x="24" y={lane.y + 13}>
              {name}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Beside the line that goes up from a foreign mark. */
function TurnName({ number, x, y, foreign }: { number: number; x: number; y: number; foreign: boolean }) {
  return (
    <text x={foreign ? x - 6 : x} y={y} text-anchor={foreign ? 'end' : 'middle'}>
      turn {number}
    </text>
  );
}

/** Turns as blocks, the waiting between them, and where the other task struck. */
export function Turns({ layout }: { layout: TimelineLayout }) {
  const { turns, waits, strikes, lanes, marks } = layout;
  const y = (lane: number) => lanes[lane]?.y ?? 0;
  return (
    <g aria-hidden="true">
      {waits.map(({ lane, from, to }) => (
        <path key={from} class="wait" d={`M${from} ${y(lane)}H${to}`} />
      ))}
      {turns.map(({ lane, number, x, width }) => (
        <g key={`${lane}.${number}`} class={`turn ${lanes[lane]?.owner ? 'owner' : 'foreign'}`}>
          <rect x={x} y={y(lane) - METRICS.turn / 2} width={width} height={METRICS.turn} rx="4" />
          <TurnName
            number={number}
            x={x + width / 2}
            y={y(lane) - METRICS.turn / 2 - 7}
            foreign={!lanes[lane]?.owner}
          />
        </g>
      ))}
      {strikes.map(({ mark, lane }) => {
        const x = marks[mark]?.x ?? 0;
        const [from, to] = [marks[mark]?.y ?? 0, y(lane)];
        return (
          <g key={mark} class="strike">
            <path d={`M${x} ${from}V${to}`} />
            <path class="hit" d={`M${x - 6} ${to - 6}l12 12m0 -12l-12 12`} />
          </g>
        );
      })}
    </g>
  );
}
