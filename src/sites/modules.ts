// The modules that were instrumented, and what is known of their sites. A site has one number in the whole process:
// its row in its module's table, counted from the module's base. Tables are read when first asked for.

import type { FunctionInfo, ModuleTable, SiteRow } from './model.ts';

export interface SiteModule {
  readonly key: string;
  /** As the engine names it: a path, or a `file:` URL for ES modules. */
  readonly script: string;
  /** Number of its first site, minus one. */
  readonly base: number;
  readonly count: number;
  /** Undefined when it cannot be read any more. */
  table(): ModuleTable | undefined;
}

/** A site with its module. */
export interface Site {
  readonly module: SiteModule;
  readonly table: ModuleTable;
  /** Its number within the table, from 1. */
  readonly number: number;
  readonly row: SiteRow;
  readonly fn: FunctionInfo | undefined;
}

const modules: SiteModule[] = [];
const byKey = new Map<string, SiteModule>();
const byScript = new Map<string, SiteModule[]>();
let next = 0;

/** Sites of all modules so far. */
export function siteCount(): number {
  return next;
}

/**
 * Notes a module that is about to run.
 * @param key names it in its own code
 * @param count how many sites it has
 * @param read gives its table; called at most once
 * @param script as the engine names it
 */
export function registerModule(key: string, count: number, read: () => ModuleTable, script = ''): SiteModule {
  const known = byKey.get(key);
  if (known !== undefined) return known;
  let table: ModuleTable | undefined;
  let wasRead = false;
  const module: SiteModule = {
    key,
    script,
    base: next,
    count,
    table() {
      if (!wasRead) {
        wasRead = true;
        try {
          table = read();
        } catch {
          // Its cache entry is gone: reports do without static knowledge.
        }
      }
      return table;
    },
  };
  next += count;
  modules.push(module);
  byKey.set(key, module);
  byScript.set(script, [module, ...modulesOf(script)]);
  return module;
}

/** How many modules and sites there are. */
export function siteStats(): { modules: number; sites: number } {
  return { modules: modules.length, sites: next };
}

export function moduleOf(key: string): SiteModule | undefined {
  return byKey.get(key);
}

/** What is known of a site; undefined for 0 and for a module without a table. */
export function siteOf(number: number): Site | undefined {
  const module = number > 0 ? moduleAt(number) : undefined;
  const table = module?.table();
  if (module === undefined || table === undefined) return undefined;
  const row = table.sites[number - module.base - 1];
  return row && { module, table, number: number - module.base, row, fn: table.functions[row.fn] };
}

/** The module that a site is in. */
export function moduleAt(number: number): SiteModule | undefined {
  let low = 0;
  let high = modules.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((modules[middle] as SiteModule).base < number) low = middle;
    else high = middle - 1;
  }
  const module = modules[low];
  return module !== undefined && number <= module.base + module.count ? module : undefined;
}

/** The modules of a script, the latest first: it may have been changed and loaded again. */
export function modulesOf(script: string): readonly SiteModule[] {
  return byScript.get(script) ?? [];
}
