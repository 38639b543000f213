// Puts the instrumentation of modules in place: which files, by which hooks, and what must not show of it.

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Options, rootEnabled } from '../../src/config/options.ts';
import { ports } from '../../src/core/ports.ts';
import type { ModuleTable } from '../../src/sites/model.ts';
import { provideWords } from '../../src/sites/refusals.ts';
import { pathOf } from '../../src/stacks/call-frame.ts';
import { provideGiven } from '../../src/stacks/given.ts';
import { isLoaderThread } from '../guard.ts';
import { cacheFolder } from './cache-folder.ts';
import { installCallSites, provideMessages } from './call-sites.ts';
import { installCommonJs, type Texts } from './commonjs.ts';
import { engineWords, type Syntax } from './engine-words.ts';
import { hasHooks, installEsmHooks } from './esm-hooks.ts';
import { type EsmThread, installEsmThread, type ThreadMessage } from './esm-thread.ts';
import { installFunctionText } from './function-text.ts';
import { givenMessage } from './given-message.ts';
import { withMap } from './inline-map.ts';
import { type Entry, InstrumentedModules } from './instrumented.ts';
import { type Instrumented, Instrumenter, type ModuleStats, type Unparsed } from './instrumenter.ts';
import { isLookedAt } from './looked-at.ts';
import { selectionOf } from './selection.ts';
import { throwApart } from './throw-apart.ts';

export interface ModuleServices {
  /**
   * Told of every module before its code runs.
   * @param table reads its site table
   * @param script as the engine names it
   */
  register(key: string, siteCount: number, table: () => ModuleTable, script: string): void;
}

export interface Instrumentation {
  stats(): ModuleStats;
  /** The files that could not be parsed. */
  unparsed(): readonly Unparsed[];
  /** For what is compiled in other ways than by Node's loaders. */
  readonly texts: Texts;
  /** A script that was instrumented. @param script as the engine names it */
  find(script: string): Entry | undefined;
  /** In another realm as well, instrumented functions show the text they were given. */
  showTexts(owner: FunctionConstructor): void;
  /** For a key nobody registered: looks again what other threads have told. */
  catchUp(): void;
}

/** The instrumentation of a process that asks for none. */
const OFF: Instrumentation = {
  stats: () => ({ instrumented: 0, cached: 0, unparsed: 0, uncached: 0 }),
  unparsed: () => [],
  texts: { selects: () => false, instrument: () => undefined },
  find: () => undefined,
  showTexts: () => {},
  catchUp: () => {},
};

/** Instruments the modules that the options select, from now on. */
export function installInstrumentation(options: Options, services: ModuleServices): Instrumentation {
  if (isLoaderThread()) return OFF;
  const cwd = realpathSync(process.cwd());
  if (options.instrument === 'off') {
    // The one integration that replaces what ES modules export.
    if (rootEnabled(options.roots, 'consumers'))
      installHooks({ options, cwd, folder: undefined }, OFF.texts, () => {});
    return OFF;
  }
  const folder = cacheFolder(options.cache, cwd);
  const selection = selectionOf(options, cwd);
  const version = packageVersion();
  const instrumenter = new Instrumenter({ version, folder });
  const modules = new InstrumentedModules();

  const admit = (module: Instrumented, selfMapped: boolean): void => {
    modules.add(module, instrumenter, selfMapped);
    services.register(module.key, module.sites, () => instrumenter.table(module), module.script);
  };
  const texts: Texts = {
    // Node resolves symbolic links before it names a script.
    selects: (script) => selection.choose(pathOf(script)).chosen,
    instrument(given, script, formats) {
      const module = instrumenter.instrument(given, { script, file: pathOf(script) }, formats);
      if (module === undefined) return undefined;
      const mapped = isLookedAt() ? withMap(module, instrumenter) : undefined;
      admit(mapped ?? module, mapped !== undefined);
      return mapped ?? module;
    },
  };

  provideGiven((script) => modules.find(script));
  provideWords(engineWords(syntax), throwApart);
  provideMessages((where) => givenMessage(syntax(), where));
  const thread = installHooks({ options, cwd, folder }, texts, (message) => {
    if ('fault' in message) {
      ports.fault('instrumentation', new Error(message.fault));
      return;
    }
    if ('unparsed' in message) {
      instrumenter.stats.unparsed++;
      instrumenter.unparsed.push(message.unparsed);
      return;
    }
    instrumenter.stats.instrumented++;
    if (message.cached) instrumenter.stats.cached++;
    admit(message.instrumented, message.mapped);
  });
  installCallSites();
  installFunctionText(modules);
  return {
    stats: () => ({ ...instrumenter.stats }),
    unparsed: () => instrumenter.unparsed,
    texts,
    find: (script) => modules.find(script),
    showTexts: (owner) => installFunctionText(modules, owner),
    catchUp: () => thread?.catchUp(),
  };
}

function syntax(): Syntax {
  return {
    ...(require('../transform/parse.js') as Pick<Syntax, 'parseModule'>),
    ...(require('../transform/nodes.js') as Pick<Syntax, 'eachChild'>),
  };
}

interface Place {
  readonly options: Options;
  readonly cwd: string;
  readonly folder: string | undefined;
}

/** The hooks for ES modules and for CommonJS; @returns the thread on which those for ES modules run, where they do. */
function installHooks(
  { options, cwd, folder }: Place,
  texts: Texts,
  heard: (message: ThreadMessage) => void,
): EsmThread | undefined {
  const { instrument, deps, include, exclude } = options;
  let thread: EsmThread | undefined;
  if (hasHooks()) {
    installEsmHooks(texts);
  } else {
    const version = packageVersion();
    const chosen = { instrument, deps, include, exclude };
    thread = installEsmThread({ options: chosen, cwd, version, folder, mapped: isLookedAt() }, heard);
  }
  // Where nothing is instrumented, only that thread wants to see the texts.
  if (instrument !== 'off' || thread !== undefined)
    installCommonJs(texts, (text, format) => thread?.saw(text, format));
  return thread;
}

let ownVersion: string | undefined;

/** Of the package these files are part of. */
export function packageVersion(): string {
  if (ownVersion !== undefined) return ownVersion;
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  const file = join(folder, 'package.json');
  ownVersion = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  return ownVersion;
}
