// Whether somebody looks at the scripts of this process: a debugger, or coverage.

import { url as inspectorUrl } from 'node:inspector';

export function isLookedAt(): boolean {
  return inspectorUrl() !== undefined || (process.env.NODE_V8_COVERAGE ?? '') !== '';
}
