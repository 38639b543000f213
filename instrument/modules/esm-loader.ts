// What the loader thread does with the result of the hooks before ours: instruments the text and tells the thread
// that will run it.

import { pathOf } from '../../src/stacks/call-frame.ts';
import { type LoadResult, showing, sourceOf, textOf } from './esm-hooks.ts';
import { IN_FORCE, REGISTERING, type ThreadData, type ThreadMessage } from './esm-thread.ts';
import { withMap } from './inline-map.ts';
import { type Format, Instrumenter } from './instrumenter.ts';
import { selectionOf } from './selection.ts';

/** The work of one registration; it rests as soon as a later one is in force. */
export function loadOnThread(data: ThreadData): (url: string, result: LoadResult) => LoadResult {
  const { port, state, generation } = data;
  port.unref();
  const instrumenter = new Instrumenter(data);
  const selection = selectionOf(data.options, data.cwd);
  const tell = (message: ThreadMessage) => port.postMessage(message);

  const isInForce = () =>
    Atomics.load(state, IN_FORCE) === generation && Atomics.load(state, REGISTERING) === 0;

  const instrument = (url: string, result: LoadResult): LoadResult => {
    const { format, source } = result;
    if (source == null) return result;
    if (!url.startsWith('file:') || !isFormat(format)) return result;
    const place = { script: url, file: pathOf(url) };
    if (!selection.choose(place.file).chosen) return result;
    const { cached, unparsed } = instrumenter.stats;
    const instrumented = instrumenter.instrument(textOf(source), place, [format]);
    const refused = instrumenter.stats.unparsed > unparsed ? instrumenter.unparsed.at(-1) : undefined;
    if (refused !== undefined) tell({ unparsed: refused });
    if (instrumented === undefined) return result;
    const mapped = data.mapped ? withMap(instrumented, instrumenter) : undefined;
    const handed = mapped ?? instrumented;
    tell({
      instrumented: handed,
      cached: instrumenter.stats.cached > cached,
      mapped: mapped !== undefined,
    });
    return { ...result, source: sourceOf(handed) };
  };
  return (url, result) => {
    if (!isInForce()) return result;
    try {
      return showing(url, instrument(url, result));
    } catch (error) {
      tell({ fault: error instanceof Error ? error.message : String(error) });
      return result;
    }
  };
}

function isFormat(format: unknown): format is Format {
  return format === 'module' || format === 'commonjs';
}
