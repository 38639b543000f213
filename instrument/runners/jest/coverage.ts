// Coverage that Jest collects by V8: the engine counts in the code that runs, and Jest reads it as positions in the
// text that was given to the instrumentation.

import { pathOf } from '../../../src/stacks/call-frame.ts';
import { whenLoaded } from '../../modules/loaded.ts';
import { replaceMethod } from '../../modules/patch.ts';

/** A script that was instrumented. */
export interface CoveredScript {
  /** The instrumented code. */
  readonly code: string;
  readonly given: string;
  /** What stands before the code in the script, in characters. */
  readonly before: number;
  /** The column in the given text; both from 1. */
  column(line: number, column: number): number;
}

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
}

interface ScriptCoverage {
  readonly url: string;
  functions: { readonly ranges: readonly Range[] }[];
}

interface Collector {
  readonly CoverageInstrumenter?: { readonly prototype: object };
}

type Find = (script: string) => CoveredScript | undefined;

/** The package by which Jest 29 and 30 collect. */
const COLLECTOR = 'collect-v8-coverage/index.js';

/** From now on what is collected in this process counts in given texts. */
export function coverGivenTexts(find: Find): void {
  whenLoaded(COLLECTOR, (exports) => {
    const { CoverageInstrumenter } = exports as Collector;
    if (CoverageInstrumenter === undefined) return;
    replaceMethod(CoverageInstrumenter.prototype, 'stopInstrumenting', (stop) => {
      const { stopInstrumenting } = {
        async stopInstrumenting(this: unknown): Promise<unknown> {
          const scripts = (await stop.call(this)) as readonly ScriptCoverage[];
          for (const script of scripts) {
            const known = find(pathOf(script.url)) ?? find(script.url);
            if (known !== undefined) translateScript(script, known);
          }
          return scripts;
        },
      };
      return stopInstrumenting;
    });
  });
}

function translateScript(script: ScriptCoverage, known: CoveredScript): void {
  const offsetIn = offsets(known);
  const functions = script.functions.map((fn) => ({
    ...fn,
    ranges: fn.ranges
      .map((range) => ({
        ...range,
        startOffset: offsetIn(range.startOffset),
        endOffset: offsetIn(range.endOffset),
      }))
      .filter(({ startOffset, endOffset }) => startOffset < endOffset),
  }));
  // What is left without a range is code of ours.
  script.functions = functions.filter(({ ranges }) => ranges.length > 0);
}

/** Where an offset of the script stands in the same script with the given text in it. */
function offsets({ code, given, before, column }: CoveredScript): (offset: number) => number {
  const lines = lineStarts(code);
  const givenLines = lineStarts(given);
  return (offset) => {
    const at = offset - before;
    if (at <= 0) return offset;
    // What stands behind the code.
    if (at >= code.length) return offset - code.length + given.length;
    const line = lines.findLastIndex((start) => start <= at);
    const start = givenLines[line] ?? given.length;
    return before + start + column(line + 1, at - (lines[line] ?? 0) + 1) - 1;
  };
}

const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/g;

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(LINE_BREAK), ({ index, 0: found }) => index + found.length)];
}
