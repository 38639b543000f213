// How a running detector is steered from outside, where the user asked for it: a Unix socket, a signal, a diagnostics
// channel. And the clock by which other objects are sampled. Nothing here listens on a network.

import { subscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';
import { settingsText } from '../../src/config/describe.ts';
import type { OptionName, Options } from '../../src/config/options.ts';
import { writeAmount } from '../../src/config/units.ts';
import { type Controls, obey } from '../../src/control/commands.ts';
import { counters } from '../../src/core/counters.ts';
import { muted } from '../../src/core/record.ts';
import { choosePeriod, sampling } from '../../src/core/sample.ts';
import { renderInventory } from '../../src/report/inventory-text.ts';
import { renderJson } from '../../src/report/json-lines.ts';
import type { Session } from '../../src/session.ts';
import type { Stats } from '../../src/stats.ts';
import { everyOwn } from '../staging/own-timers.ts';
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
export function installSteering(
  session: Session,
  options: Options,
  preset: readonly OptionName[],
  say: (line: string) => void,
): () => void {
  const controls = controlsOf(session, options, preset);
  everyOwn(PERIOD, rotate);
  // Threads have no signals, and may not make a file that others must not read.
  const close = isMainThread && options.control !== '' ? listenOn(options.control, controls, say) : () => {};
  if (isMainThread && options.signal !== 'none') {
    process.on(options.signal, () => muted(() => say(toggle(session))));
  }
  subscribe('racewatch:control', (message) => muted(() => onRequest(message, controls)));
  return close;
}

let gaps = 0;

/** Chooses other containers, unless a rest has just done so. */
function rotate(): void {
  const hasRested = counters.gaps !== gaps;
  gaps = counters.gaps;
  if (!hasRested && sampling.share !== 1) choosePeriod();
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

function controlsOf(session: Session, options: Options, preset: readonly OptionName[]): Controls {
  return {
    status: () => statusOf(session.stats(), options, preset),
    start: () => session.start(),
    stop: () => session.stop(),
    sample: (sample) => session.configure({ sample }),
    dump: () => session.races().map(renderJson).join('\n'),
    inventory: () => renderInventory(session.inventory(), { color: false }),
  };
}

function statusOf(stats: Stats, options: Options, preset: readonly OptionName[]): string {
  const { burst, every, mode } = options;
  const facts = [
    `watching ${stats.on ? (stats.rests === undefined ? 'yes' : `rests (${stats.rests})`) : 'no'}`,
    `mode ${mode}${preset.length > 0 ? `, which sets ${settingsText(options, preset)}` : ''}`,
    `sample ${stats.sample}${stats.sample === stats.sampleAsked ? '' : ` of ${stats.sampleAsked} asked for`}`,
    `budget ${stats.budget === 0 ? 'none' : `${share(stats.budget)}, used ${share(stats.overhead ?? 0)}`}`,
    `burst ${burst === 0 ? 'none' : `${duration(burst)} every ${duration(every)}`}`,
    `memory ${megabytes(stats.memory.held)}${stats.memory.cap === 0 ? '' : ` of ${megabytes(stats.memory.cap)}`}`,
    `driver ${stats.driver}`,
    `turns ${stats.turns}`,
    `tasks ${stats.tasks}`,
    `gaps ${stats.gaps}`,
    `locations ${stats.locations - stats.locationsEvicted}`,
    `evicted ${stats.locationsEvicted}`,
    `left out ${stats.accessesLeftOut}`,
    `races ${stats.races}`,
    `faults ${stats.faults}`,
  ];
  return facts.join('\n');
}

const share = (value: number) => writeAmount('share', Math.round(value * 1e4) / 1e4);
const duration = (value: number) => writeAmount('duration', value);
const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)}MB`;
