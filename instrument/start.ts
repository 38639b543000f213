import { threadId } from 'node:worker_threads';
import { loadOptions, VARIABLE } from '../src/config/load.ts';
import { type OptionName, type Options, rootEnabled } from '../src/config/options.ts';
import { carryTasksBy, enterMain, leaveMain, resetActivations } from '../src/core/activations.ts';
import { RANK } from '../src/core/finding.ts';
import { ports } from '../src/core/ports.ts';
import { closeTurn, configureTurns } from '../src/core/turns.ts';
import { activeSession, claim, setSession } from '../src/registry.ts';
import { renderInventory } from '../src/report/inventory-text.ts';
import type { Race } from '../src/report/model.ts';
import { openSink, type Sink } from '../src/report/sink.ts';
import { Session } from '../src/session.ts';
import { setBackoff } from '../src/sites/backoff.ts';
import { installHelpers } from '../src/sites/helpers.ts';
import { moduleOf, registerModule } from '../src/sites/modules.ts';
import { ageCaptures, configureCaptures } from '../src/stacks/capture.ts';
import { codeFrame } from '../src/stacks/code-frame.ts';
import { configureFrames } from '../src/stacks/resolve.ts';
import { createClsCarrier } from './async/cls-carrier.ts';
import { installCombinators } from './async/combinators.ts';
import type { AsyncDriver } from './async/driver.ts';
import { hooksDriver } from './async/hooks.ts';
import { promiseHooksDriver } from './async/promise-hooks.ts';
import { onTick } from './async/resources.ts';
import * as borders from './borders.ts';
import { capabilities } from './capabilities.ts';
import { installChannels } from './channels.ts';
import { installSteering } from './control/steering.ts';
import { type ExitReason, failWith, onExit } from './exit.ts';
import { mayStart } from './guard.ts';
import { createHost, type Host } from './host.ts';
import { watchLostContext } from './lost-context.ts';
import { type Instrumentation, installInstrumentation, packageVersion } from './modules/install.ts';
import * as asyncStorage from './roots/async-storage.ts';
import * as callbacks from './roots/callbacks.ts';
import * as clsHooked from './roots/cls-hooked.ts';
import * as consumers from './roots/consumers.ts';
import * as express from './roots/express.ts';
import * as fastify from './roots/fastify.ts';
import * as http from './roots/http.ts';
import * as http2 from './roots/http2.ts';
import * as koa from './roots/koa.ts';
import * as loopback from './roots/loopback.ts';
import * as messages from './roots/messages.ts';
import * as timers from './roots/timers.ts';
import * as websocket from './roots/websocket.ts';
import * as workers from './roots/workers.ts';
import * as nodeTest from './runners/node-test/tasks.ts';
import { configureRealms } from './runners/realm.ts';
import { servedModules } from './runners/served.ts';
import { installStaging } from './staging/install.ts';
import { everyOwn } from './staging/own-timers.ts';
import { installOpenTelemetry } from './telemetry/opentelemetry.ts';
import { traceOf } from './telemetry/traces.ts';

const ROOTS = [
  borders,
  http,
  loopback,
  http2,
  websocket,
  timers,
  messages,
  consumers,
  callbacks,
  workers,
  asyncStorage,
  clsHooked,
  express,
  koa,
  fastify,
  nodeTest,
];

/** 2^16 turns at history_size=0. */
const FEWEST_TURN_BITS = 16;
/** Captures older than this many milliseconds are read or dropped: they keep receivers alive. */
const CAPTURE_AGE = 2000;

/** Starts watching, or says in one line why not. Never throws. */
export function start(): void {
  const decision = mayStart(() => claim(packageVersion(), __dirname));
  if (!decision.ok) {
    if (decision.message !== '') say(decision.message);
    return;
  }
  try {
    const loaded = loadOptions({ env: workers.inheritedVariable(VARIABLE), cwd: process.cwd() });
    if (loaded.ok) startWith(loaded);
    else say(`${loaded.message}; the program runs unwatched`);
  } catch (error) {
    giveUp();
    setSession(undefined);
    say(
      `cannot start, the program runs unwatched: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Stops what has begun when the rest of the start fails. */
function giveUp(): void {
  try {
    activeSession()?.stop();
  } catch {
    // Why it failed is said in one line, the only one.
  }
  ports.fault = () => {};
}

function startWith({ options, preset }: { options: Options; preset: readonly OptionName[] }): void {
  const driver = chooseDriver(options);
  const sink = openSink({
    log_path: options.log_path,
    format: options.format,
    pid: process.pid,
    thread: threadId,
    rotate_size: options.rotate_size,
    rotate_count: options.rotate_count,
    now: () => performance.now(),
    codeFrame,
  });
  configureTurns(FEWEST_TURN_BITS + options.history_size);
  configureFrames({ cwd: process.cwd(), stripPrefix: options.strip_path_prefix });
  configureCaptures({ remembered: 4096 * 2 ** options.history_size });
  const session = new Session({
    options,
    pid: process.pid,
    driver: driver.name,
    tables: driver.tables,
    log: say,
    trace: traceOf,
    follow: (turns) => {
      if (turns) driver.start();
      else driver.stop();
      // The ends of the activations that run now will not be told.
      resetActivations();
      closeTurn();
    },
    report: (race) =>
      session.reports.isTesting ? reportOfTest(race, sink, options) : report(race, session, sink, options),
  });
  setSession(session);
  const meter = installOpenTelemetry(session, packageVersion());
  const channels = installChannels(session, say);

  const { host, ticks } = createHost({
    driver,
    root: (value, name) => session.root(value, name),
    enabled: (root) => rootEnabled(options.roots, root),
    ticked: channels.ticked,
  });
  onTick(ticks);
  installCombinators(driver);
  configureRealms({ driver, instrumentation: instrumentModules(options) });
  // Before the driver, so that its hook is the first to know which context is entered.
  if (options.task_carrier === 'cls') carryTasksBy(createClsCarrier());
  // Before the driver, so that its ticks are nobody's task.
  const tidy = () => {
    ageCaptures();
    meter();
    channels.tick();
    for (const race of session.reports.updates(false)) sink.update(race);
  };
  everyOwn(CAPTURE_AGE, () => guarded('upkeep', tidy));
  const tellLost = watchLostContext();
  const letGo = installSteering(session, options, preset, say);
  installStaging(session, options, say);
  driver.start();
  for (const root of ROOTS) installRoot(root, host);
  onExit((reason) => {
    if (reason !== 'beforeExit') guarded('exit', letGo);
    guarded('lost context', tellLost);
    return guarded('exit', () => finish(reason, session, sink, options));
  }, options.atexit_sleep_ms);
  enterMain();
  // Runs when the main script has run to its end; its own ticks come later.
  process.nextTick(leaveMain);
  if (options.verbosity > 0) say(`watching process ${process.pid} with ${driver.name}`);
}

let instrumentation: Instrumentation | undefined;

/** From here on the modules that the options select record what they do to shared values. */
function instrumentModules(options: Options): Instrumentation {
  setBackoff(options.backoff);
  const served = servedModules(options.cache);
  installHelpers((key) => {
    instrumentation?.catchUp();
    if (moduleOf(key) === undefined) served(key);
  });
  instrumentation = installInstrumentation(options, { register: registerModule });
  return instrumentation;
}

function chooseDriver(options: Options): AsyncDriver {
  // Node moves its promise hooks behind ours with every further async hook: the carrier would be asked too early.
  if (options.task_carrier === 'cls') return hooksDriver;
  return capabilities.promisesCanBeLeftOut && capabilities.promiseHooks ? promiseHooksDriver : hooksDriver;
}

/** What is thrown in a timer or an exit handler of ours would end the program, or end it with another code. */
function guarded<T>(where: string, ours: () => T): T | undefined {
  try {
    return ours();
  } catch (error) {
    ports.fault(where, error);
    return undefined;
  }
}

function installRoot(root: { install(host: Host): void }, host: Host): void {
  try {
    root.install(host);
  } catch (error) {
    host.fault('install', error);
  }
}

function report(race: Race, session: Session, sink: Sink, options: Options): void {
  sink.write(race);
  if (session.reports.accepts(race)) return;
  if (options.fail_on === 'never' || RANK[race.level] < RANK[options.fail_on]) return;
  failWith(options.exitcode);
  if (options.halt_on_error) process.exit(options.exitcode);
}

/** The tests say it themselves, and their runner decides how the process ends. */
function reportOfTest(race: Race, sink: Sink, { log_path }: Options): void {
  if (log_path !== 'stderr' && log_path !== 'stdout') sink.write(race);
}

let farewellSaid = false;

function finish(reason: ExitReason, session: Session, sink: Sink, options: Options): number | undefined {
  session.flush();
  for (const race of session.reports.updates(true)) sink.update(race);
  // After `beforeExit` the program may go on.
  if (reason !== 'beforeExit' && !farewellSaid) {
    farewellSaid = true;
    if (options.inventory) sink.print(renderInventory(session.inventory(), { color: false }));
    if (options.verbosity > 0) {
      for (const line of session.reports.acceptedLines()) say(line);
      const modules = instrumentation?.stats();
      say(`stats ${JSON.stringify({ ...session.stats(), modules, unreached: workers.unreached() })}`);
    }
  }
  sink.close();
  if (session.reports.isTesting) return undefined;
  return options.fail_on !== 'never' && session.reports.worst >= RANK[options.fail_on]
    ? options.exitcode
    : undefined;
}

function say(line: string): void {
  process.stderr.write(`racewatch: ${line}\n`);
}
