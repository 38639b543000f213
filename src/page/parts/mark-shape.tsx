// The mark of an operation round the origin: a shape and a letter each, so that colour is not needed to tell them.

import type { AccessOp } from '../../report/model.ts';
import { MARKS } from '../../report/words.ts';
import { METRICS } from '../timeline-layout.ts';

const R = METRICS.mark;

export function MarkShape({ op, foreign }: { op: AccessOp; foreign: boolean }) {
  const letter = Object.hasOwn(MARKS, op) ? MARKS[op] : '?';
  const looks = op === 'read' || op === 'iterate';
  return (
    <g class={`shape ${looks ? 'looks' : 'changes'} ${foreign ? 'foreign' : 'owner'}`}>
      <Outline op={op} />
      <text y="4.2" text-anchor="middle">
        {letter}
      </text>
    </g>
  );
}

/** Looking is round and hollow, changing is angular and filled. */
function Outline({ op }: { op: AccessOp }) {
  switch (op) {
    case 'read':
      return <circle r={R} />;
    case 'iterate':
      return <circle r={R} stroke-dasharray="4 3" />;
    case 'update':
      return <path d={`M0 ${-R - 3}L${R + 3} 0L0 ${R + 3}L${-R - 3} 0Z`} />;
    case 'delete':
      return <path d={`M-5 ${-R}H5L${R} -5V5L5 ${R}H-5L${-R} 5V-5Z`} />;
    default:
      return <rect x={-R} y={-R} width={2 * R} height={2 * R} rx="2" />;
  }
}
