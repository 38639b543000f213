// Modules that another process has instrumented and that a runner serves to this one: made known when they first ask
// for their helpers. Where they are served from is the runner's affair.

import { realpathSync } from 'node:fs';
import type { ModuleTable } from '../../src/sites/model.ts';
import { registerModule } from '../../src/sites/modules.ts';
import { pathOf } from '../../src/stacks/call-frame.ts';
import { type GivenText, tellGiven } from '../../src/stacks/given.ts';
import { lookBack, tracerOf } from '../../src/stacks/own-map.ts';
import { cacheFolder } from '../modules/cache-folder.ts';
import { packageVersion } from '../modules/install.ts';
import { type Instrumented, Instrumenter } from '../modules/instrumenter.ts';
import { FOLDER, readRecord, type ServedRecord } from './records.ts';

/**
 * What to do for a key that nobody has registered in this process.
 * @param cache the option of that name
 */
export function servedModules(cache: string): (key: string) => void {
  const folder = process.env[FOLDER];
  if (!folder) return () => {};
  let instrumenter: Instrumenter | undefined;
  const tableOf = (module: Instrumented): ModuleTable => {
    const cwd = realpathSync(process.cwd());
    instrumenter ??= new Instrumenter({ version: packageVersion(), folder: cacheFolder(cache, cwd) });
    return instrumenter.table(module);
  };
  return (key) => {
    const record = readRecord(folder, key);
    if (record === undefined) return;
    const { file, sites } = record;
    const module = instrumentedOf(key, record);
    tellGiven(file, givenTextOf(file, record.given));
    registerModule(key, sites, () => tableOf(module), file);
  };
}

function instrumentedOf(key: string, { file, sites, prefix, given }: ServedRecord): Instrumented {
  // The code was run elsewhere in another shape, and nobody asks for it.
  return { key, file, script: file, format: 'module', given, code: '', sites, prefix };
}

function givenTextOf(file: string, text: string): GivenText {
  const given: GivenText = {
    text,
    // The host maps what runs; of the given text only its own map counts.
    selfMapped: true,
    column: (_line, column) => column,
    ofOriginal(original, line, column) {
      const tracer = tracerOf(given, file);
      if (tracer === undefined) return pathOf(original) === file ? { line, column } : undefined;
      return lookBack(tracer, original, line, column);
    },
  };
  return given;
}
