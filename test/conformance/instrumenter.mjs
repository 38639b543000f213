// The transform as the conformance runs use it: text in, instrumented text out, a fault noted when the transform
// broke one of its own promises (a line moved, a row that points nowhere, a helper called with a site that is not
// its own). A text that the transform refuses is run as it is, as the module loader does.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { positionFault, siteCheck } from './promises.mjs';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** @returns the transform of a build, or undefined when there is none or none is wanted. */
export async function loadTransform({ identity = false, dist = DIST } = {}) {
  const file = join(dist, 'instrument/transform/transform.js');
  if (identity) return undefined;
  if (!existsSync(file)) throw new Error(`${file} is missing: build first (npx tsc -p tsconfig.json)`);
  return (await import(pathToFileURL(file).href)).transform;
}

/** @returns what tells the recorder of a build about a module; the process must have been started with its preload. */
export async function loadRecorder(dist = DIST) {
  const file = join(dist, 'src/sites/modules.js');
  return (await import(pathToFileURL(file).href)).registerModule;
}

let jobs = 0;

/**
 * One job is one program: all its texts, and what was noticed about them.
 * @param register tells the recorder of each text, if one is running
 */
export function job(transform, { checked = true, register } = {}) {
  const number = ++jobs;
  const notes = { texts: 0, altered: 0, sites: 0, refused: undefined };
  const tables = new Map();
  let fault;
  const note = (text) => {
    fault ??= text;
  };
  const prepare = (text, goal, file) => {
    notes.texts++;
    const key = `${number} ${file}`;
    const result = attempt(transform, { code: text, file, key, format: goal }, notes, note);
    if (result === undefined) return text;
    tables.set(key, result.table);
    register?.(key, result.table.sites.length, () => result.table, file);
    notes.altered++;
    notes.sites += result.table.sites.length;
    note(positionFault(text, result));
    return result.code;
  };
  return {
    prepare,
    check: checked ? siteCheck(tables, note) : undefined,
    fault: () => fault,
    notes: () => notes,
  };
}

function attempt(transform, input, notes, note) {
  try {
    return transform?.(input);
  } catch (error) {
    notes.refused ??= `${error?.name}: ${error?.message}`.slice(0, 200);
    if (error?.name !== 'ParseFailure') note(`the transform threw ${notes.refused}`);
    return undefined;
  }
}
