// A source map in the module's own text, for those who look at scripts themselves: debuggers and coverage. Everybody
// else is served without one.

import { pathToFileURL } from 'node:url';
import { inlineMap } from '../../src/stacks/own-map.ts';
import type { Instrumented, Instrumenter } from './instrumenter.ts';

const COMMENT = /^[ \t]*\/\/[#@]\s*sourceMappingURL=.*$/gm;

type Remapping = (map: object, loader: () => object | null) => { toString(): string };

/** The module with a map from what runs to the original; undefined when there can be none. */
export function withMap(module: Instrumented, instrumenter: Instrumenter): Instrumented | undefined {
  try {
    // The types of the package do not parse as CommonJS.
    const remapping = require('@jridgewell/remapping') as Remapping;
    const given = pathToFileURL(module.file).href;
    const first = { ...instrumenter.map(module), sources: [given], sourcesContent: [module.given] };
    let own = inlineMap(module.given);
    const map = remapping(first, () => {
      // Only for the given text; sources beyond have no map.
      const next = own ?? null;
      own = undefined;
      return next;
    });
    const data = Buffer.from(map.toString()).toString('base64');
    const code = module.code.replace(COMMENT, (comment) => '//'.padEnd(comment.length));
    return {
      ...module,
      code: `${code}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${data}`,
    };
  } catch {
    return undefined;
  }
}
