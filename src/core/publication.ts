// Who put a container where others find it: known when the container is first met in its holder.

import type { Location } from './location.ts';
import { WRITE } from './ops.ts';
import { UNTAKEN } from './ports.ts';
import type { Shadow } from './shadow.ts';

/** Notes that `child` was found in `holder`: the last one to write there published it. */
export function notePublication(child: Shadow, holder: Location): void {
  for (let n = 0; n < holder.length; n++) {
    const access = holder.latest(n);
    if ((access.ops & WRITE) === 0) continue;
    const { task, turn, writeStack: stack } = access;
    child.publication =
      stack === UNTAKEN ? { task, turn, stack, calm: holder.shadow } : { task, turn, stack };
    return;
  }
}
