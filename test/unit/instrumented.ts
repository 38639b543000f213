// Really instruments a snippet and runs it here: the transform, the table and the helpers, without the loader.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { afterAll } from 'vitest';
import { InstrumentedModules, USUAL_PREFIX } from '../../instrument/modules/instrumented.ts';
import type { Instrumenter } from '../../instrument/modules/instrumenter.ts';
import { transform } from '../../instrument/transform/transform.ts';
import { installHelpers } from '../../src/sites/helpers.ts';
import { registerModule, type SiteModule } from '../../src/sites/modules.ts';
import { provideGiven } from '../../src/stacks/given.ts';

const folder = mkdtempSync(join(tmpdir(), 'racewatch-sites-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const known = new InstrumentedModules();
provideGiven((script) => known.find(script));
installHelpers(() => {});
let loaded = 0;

// What a snippet exports is the business of the test that wrote it.
export type Exports = Record<string, (...args: readonly unknown[]) => unknown>;

export interface Loaded {
  readonly exports: Exports;
  readonly module: SiteModule;
}

/** Instruments the text of a CommonJS module and runs it. */
export function load(code: string): Loaded {
  const key = (++loaded).toString(16).padStart(16, '0');
  const script = join(folder, `snippet${loaded}.js`);
  writeFileSync(script, code);
  const made = transform({ code, file: script, key, format: 'commonjs' });
  if (made === undefined) throw new Error('nothing to instrument');
  const { code: text, sites } = made;
  const instrumented = {
    key,
    file: script,
    script,
    format: 'commonjs',
    given: code,
    code: text,
    sites,
  } as const;
  known.add(
    { ...instrumented, prefix: USUAL_PREFIX },
    { table: () => made.table } as unknown as Instrumenter,
    false,
  );
  const module = registerModule(key, sites, () => made.table, script);
  const exports: Exports = {};
  compileFunction(text, ['exports'], { filename: script })(exports);
  return { exports, module };
}

/** An instrumented function of `o`, `k` and `v` with this body. */
export function instrumented(body: string): (...args: readonly unknown[]) => unknown {
  return load(`exports.run = function (o, k, v) { ${body} };`).exports.run as Exports[string];
}

/** The number of the first site of this kind, counted in the whole process. */
export function siteIn({ module }: Loaded, op: string, key?: string): number {
  const rows = module.table()?.sites ?? [];
  return module.base + 1 + rows.findIndex((row) => row.op === op && (key === undefined || row.key === key));
}
