// Live bindings: a module that imports a variable reads it at the location of the module that exports it.

import { ports } from '../core/ports.ts';
import { asleep, unwatchedAt, watchedAt } from './backoff.ts';
import { moduleAt } from './modules.ts';
import { n, type Variable, x } from './variables.ts';

/** By the script that exports them and the name outside; a module loaded again takes the place of the one before. */
const exported = new Map<string, Map<string, Variable>>();
/** Grows with every exported variable: what was not found before may be there now. */
let generation = 0;

/** By the site of the read: the variable, or the generation in which there was none. */
const found = new Map<number, Variable | number>();

/** Where a variable begins that its module exports under these names. */
export function ne(site: number, ...names: string[]): Variable {
  const variable = n(site);
  try {
    noteExported(variable, site, names);
  } catch (error) {
    ports.fault('source', error);
  }
  return variable;
}

function noteExported(variable: Variable, site: number, names: readonly string[]): void {
  const script = moduleAt(site)?.script;
  if (script === undefined) return;
  generation++;
  let known = exported.get(script);
  if (known === undefined) {
    known = new Map();
    exported.set(script, known);
  }
  for (const name of names) known.set(name, variable);
}

/** Around the value of an imported name. */
export function xi(value: unknown, specifier: string, name: string, site: number): unknown {
  if (asleep[site]) return value;
  try {
    const known = found.get(site);
    const variable = typeof known === 'object' || known === generation ? known : find(specifier, name, site);
    if (typeof variable === 'object') {
      watchedAt(site);
      return x(value, variable, site);
    }
    unwatchedAt(site);
  } catch (error) {
    ports.fault('source', error);
  }
  return value;
}

function find(specifier: string, name: string, site: number): Variable | number {
  const variable = exporter(specifier, moduleAt(site)?.script ?? '')?.get(name) ?? generation;
  found.set(site, variable);
  return variable;
}

function exporter(specifier: string, script: string): Map<string, Variable> | undefined {
  const base = script.startsWith('/') ? `file://${script}` : script;
  if (!URL.canParse(specifier, base)) return undefined;
  const { href } = new URL(specifier, base);
  // TypeScript names modules by what they are compiled to.
  return exported.get(href) ?? exported.get(href.replace(/\.([cm]?)js(?=$|\?)/, '.$1ts'));
}
