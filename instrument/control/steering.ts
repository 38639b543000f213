// How a running detector is steered from outside, where the user asked for it: a Unix socket, a signal, a diagnostics
// channel. And the clock by which other objects are sampled. Nothing here listens on a network.

import { subscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';
import type { Options } from '../../src/config/options.ts';
import { type Controls, obey } from '../../src/control/commands.ts';
import { muted } from '../../src/core/record.ts';
import { choosePeriod, sampling } from '../../src/core/sample.ts';
import { renderInventory } from '../../src/report/inventory-text.ts';
import { renderJson } from '../../src/report/json-lines.ts';
import type { Session } from '../../src/session.ts';
import { listenOn } from './socket.ts';

/** Milliseconds after which other objects are sampled. */
const PERIOD = 10_000;

/** What `racewatch:control` takes: a line as `racewatch ctl` would send it. */
interface Request {
  readonly request: string;
  /** Is told the answer, or in one sentence what is wrong. */
  readonly answer?: (text: string) => void;
}

/**
 * Installs what the options ask for. To be called while nothing the application does is running.
 * @returns takes the socket away, at the end of the process
 */
export function installSteering(session: Session, options: Options, say: (line: string) => void): () => void {
  const controls = controlsOf(session);
  setInterval(() => muted(() => sampling.share !== 1 && choosePeriod()), PERIOD).unref();
  // Threads have no signals, and may not make a file that others must not read.
  const close = isMainThread && options.control !== '' ? listenOn(options.control, controls, say) : () => {};
  if (isMainThread && options.signal !== 'none') {
    process.on(options.signal, () => muted(() => say(toggle(session))));
  }
  subscribe('racewatch:control', (message) => muted(() => onRequest(message, controls)));
  return close;
}

function onRequest(message: unknown, controls: Controls): void {
  if (typeof message !== 'object' || message === null) return;
  const { request, answer } = message as Partial<Request>;
  const tell = typeof answer === 'function' ? answer : () => {};
  if (typeof request !== 'string') {
    tell('a request is a text such as "status"');
    return;
  }
  try {
    const outcome = obey(request, controls);
    tell(outcome.ok ? outcome.value : outcome.message);
  } catch (error) {
    tell(`that failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toggle(session: Session): string {
  if (session.active) session.stop();
  else session.start();
  return session.active ? 'watching' : 'not watching';
}

function controlsOf(session: Session): Controls {
  return {
    status: () => {
      const { on, sample, driver, turns, tasks, races, locations, locationsEvicted, faults } =
        session.stats();
      return [
        `watching ${on ? 'yes' : 'no'}`,
        `sample ${sample}`,
        `driver ${driver}`,
        `turns ${turns}`,
        `tasks ${tasks}`,
        `locations ${locations - locationsEvicted}`,
        `evicted ${locationsEvicted}`,
        `races ${races}`,
        `faults ${faults}`,
      ].join('\n');
    },
    start: () => session.start(),
    stop: () => session.stop(),
    sample: (sample) => session.configure({ sample }),
    dump: () => session.races().map(renderJson).join('\n'),
    inventory: () => renderInventory(session.inventory(), { color: false }),
  };
}
