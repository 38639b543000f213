// Frames of instrumented sites: the site table knows the very place of an access, where a stack only knows the call
// of a helper, and stands in for a stack that was not taken.

import type { FunctionInfo } from '../sites/model.ts';
import { modulesOf, type Site, siteOf } from '../sites/modules.ts';
import { type CallFrame, type Position, pathOf } from './call-frame.ts';
import { givenPositionOf } from './given.ts';
import { originalOfGiven } from './source-maps.ts';

/** The place of a site in its original source. */
function placeOf({ module, table, row }: Site): Position {
  return (
    originalOfGiven(module.script, row.line, row.column) ?? {
      file: pathOf(module.script) || table.file,
      line: row.line,
      column: row.column,
    }
  );
}

/** The one frame that is known without a stack. */
export function framesOfSite(number: number): readonly CallFrame[] | undefined {
  const site = siteOf(number);
  if (site === undefined) return undefined;
  const { module, table, row, fn } = site;
  return [
    {
      function: fn?.name ?? '',
      script: module.script,
      file: table.file,
      line: row.line,
      column: row.column,
      isGiven: true,
      startLine: 0,
      startColumn: 0,
      isAsync: false,
      isCombinator: false,
      isConstructor: false,
      native: false,
      mapped: placeOf(site),
    },
  ];
}

/** The frames of a stack taken at a site, the innermost one put where the access is. */
export function placed(frames: CallFrame[], number: number): CallFrame[] {
  const [innermost] = frames;
  const site = number === 0 || innermost === undefined ? undefined : siteOf(number);
  if (site === undefined || innermost?.script !== site.module.script) return frames;
  // A mapper of the program's own only knows the call of the helper; it counts where no map of ours tells.
  const { module, row } = site;
  innermost.mapped =
    originalOfGiven(module.script, row.line, row.column) ?? innermost.mapped ?? placeOf(site);
  return frames;
}

/** The function that a frame stands in, as its module's table knows it; undefined where that is not instrumented. */
export function functionAt(frame: CallFrame): FunctionInfo | undefined {
  const [module] = modulesOf(frame.script);
  const table = module?.table();
  if (table === undefined) return undefined;
  const { line, column } = givenPositionOf(frame);
  // An inner function comes after the one around it.
  return table.functions.findLast((fn) => contains(fn, line, column));
}

function contains(fn: FunctionInfo, line: number, column: number): boolean {
  if (line < fn.line || line > fn.endLine) return false;
  return (line > fn.line || column >= fn.column) && (line < fn.endLine || column <= fn.endColumn);
}
