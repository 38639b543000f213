// The Vite plugin: instruments what Vite serves to tests, and puts the preload and our runner into every project.
// What happens in the workers is in runner.mts.

import { realpathSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { loadOptions, VARIABLE } from '../../../src/config/load.ts';
import type { Options } from '../../../src/config/options.ts';
import { cacheFolder } from '../../modules/cache-folder.ts';
import { packageVersion } from '../../modules/install.ts';
import { Instrumenter } from '../../modules/instrumenter.ts';
import { type Selection, selectionOf } from '../../modules/selection.ts';
import { FOLDER, recordsFolder, writeRecord } from '../records.ts';
import { type GivenOptions, variableOf } from '../variable.ts';
import { USER_RUNNER } from './names.ts';
import { SummaryReporter } from './reporter.ts';

/** Vite's types differ from version to version; of a plugin it asks for no more than a name. */
export interface RacewatchPlugin {
  readonly name: string;
}

interface Project {
  readonly config: {
    root: string;
    readonly pool: string;
    execArgv?: string[];
    /** Before version 4 every pool has its own. */
    poolOptions?: Record<string, { execArgv?: string[] } | undefined>;
    env: Record<string, unknown>;
    runner?: string;
    browser?: { readonly enabled: boolean };
  };
}

interface ViteConfig {
  readonly test?: { readonly server?: { readonly deps?: { readonly inline?: unknown } } };
}

interface Vitest {
  readonly config: { reporters: unknown[] };
}

interface TransformContext {
  getCombinedSourcemap(): { readonly mappings: string; toString(): string };
}

/**
 * Watches the tests of a Vitest project for races.
 * @param options as in `RACEWATCH`; they win over it and over the configuration file
 * @throws Error for an option that does not exist or a value it does not take
 */
export function racewatch(options: GivenOptions = {}): RacewatchPlugin {
  const before = process.env[VARIABLE];
  const loaded = loadOptions({ given: options, env: before, cwd: process.cwd() });
  if (!loaded.ok) throw new Error(`racewatch: ${loaded.message}`);
  const variable = variableOf(options, before);
  let server: Served | undefined;
  const plugin = {
    name: 'racewatch',
    enforce: 'post' as const,
    /** Our runner goes through Vite, which knows how to load the project's own. */
    config({ test }: ViteConfig) {
      if (test?.server?.deps?.inline === true) return undefined;
      return { test: { server: { deps: { inline: [RUNNER_PATTERN] } } } };
    },
    configureVitest({ project, vitest }: { project: Project; vitest: Vitest }) {
      // A browser has no detector.
      if (project.config.browser?.enabled === true) return;
      if (project.config.execArgv === undefined && project.config.pool.startsWith('vm')) {
        say(
          `does not watch in the pool ${project.config.pool} of Vitest 3; it does in forks and threads, and in Vitest 4.`,
        );
        return;
      }
      server ??= new Served(loaded.options, project.config.root);
      enlist(project, variable, server.folder);
      const { reporters } = vitest.config;
      if (!reporters.some((each) => each instanceof SummaryReporter))
        reporters.push(new SummaryReporter(loaded.options));
    },
    transform: {
      order: 'post' as const,
      handler(this: TransformContext, code: string, id: string) {
        return server?.instrument(code, id, () => this.getCombinedSourcemap());
      },
    },
  };
  return plugin;
}

const POOLS = ['forks', 'threads', 'vmForks', 'vmThreads'] as const;
const RUNNER = join(__dirname, 'runner.mjs');
const RUNNER_PATTERN = /[\\/]instrument[\\/]runners[\\/]vitest[\\/]runner\.mjs$/;

function say(sentence: string): void {
  process.stderr.write(`racewatch: ${sentence}\n`);
}

/** The preload first, so that it is there before anything else is loaded; the project's own runner inside ours. */
function enlist({ config }: Project, variable: string, folder: string): void {
  const preload = ['--require', join(__dirname, '..', '..', 'register.js')];
  if (config.execArgv !== undefined) {
    config.execArgv = [...preload, ...config.execArgv];
  } else {
    const given = config.poolOptions ?? {};
    const extended = POOLS.map((pool) => {
      const options = given[pool] ?? {};
      return [pool, { ...options, execArgv: [...preload, ...(options.execArgv ?? [])] }];
    });
    config.poolOptions = { ...given, ...Object.fromEntries(extended) };
  }
  const own = config.runner === undefined ? {} : { [USER_RUNNER]: config.runner };
  config.env = { ...config.env, [VARIABLE]: variable, [FOLDER]: folder, ...own };
  config.runner = RUNNER;
}

/** Endings of what is JavaScript when it has passed Vite's plugins; compilers of components leave theirs. */
const NOT_CODE = new Set(['.css', '.scss', '.sass', '.less', '.styl', '.json', '.html', '.svg', '.wasm']);
const NOT_CODE_QUERY = /[?&](?:raw|url|inline|worker|sharedworker)\b/;

class Served {
  readonly folder: string;
  private readonly instrumenter: Instrumenter;
  private readonly selection: Selection;

  constructor(options: Options, root: string) {
    const cwd = realpathSync(process.cwd());
    const folder = cacheFolder(options.cache, cwd);
    this.instrumenter = new Instrumenter({ version: packageVersion(), folder });
    this.selection = selectionOf(options, root === cwd || root.startsWith(cwd + sep) ? cwd : root);
    this.folder = recordsFolder(folder);
  }

  /** @param mapped gives the map from the code to the original */
  instrument(code: string, id: string, mapped: () => { readonly mappings: string; toString(): string }) {
    const file = id.replace(/[?#].*$/s, '');
    if (id.startsWith('\0') || NOT_CODE.has(extname(file)) || NOT_CODE_QUERY.test(id)) return undefined;
    if (!this.selection.choose(file).chosen) return undefined;
    const module = this.instrumenter.instrument(code, { file, script: file }, ['module']);
    if (module === undefined) return undefined;
    const { key, sites, prefix } = module;
    writeRecord(this.folder, key, { file, sites, prefix, given: withMap(code, mapped()) });
    return { code: module.code, map: this.instrumenter.map(module) };
  }
}

function withMap(code: string, map: { readonly mappings: string; toString(): string }): string {
  if (map.mappings === '') return code;
  const data = Buffer.from(map.toString()).toString('base64');
  return `${code}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${data}`;
}
