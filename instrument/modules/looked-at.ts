// Whether somebody looks at the scripts of this process: a debugger, or coverage.

import { url as inspectorUrl } from 'node:inspector';

/** An answer holds for so many milliseconds: modules are loaded faster than debuggers come and go. */
const HOLDS = 10;

let asked = Number.NEGATIVE_INFINITY;
let answer = false;

export function isLookedAt(): boolean {
  const now = Date.now();
  if (now - asked > HOLDS || now < asked) {
    asked = now;
    answer = inspectorUrl() !== undefined || (process.env.NODE_V8_COVERAGE ?? '') !== '';
  }
  return answer;
}
