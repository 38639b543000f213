// Our part in a process that runs Jest's test files, in the realm of the process itself: the setup file, which runs
// in the realm of the tests, calls it once for each file.

import { leaveMain } from '../../../src/core/activations.ts';
import { activeSession } from '../../../src/registry.ts';
import type { Instrumentation } from '../../modules/install.ts';
import { start } from '../../start.ts';
import { instrumentation, makeReady, type RealmGlobal } from '../realm.ts';
import { instrumentVmModules, wrapperOf } from '../vm-modules.ts';
import { observe, stateOf } from './circus.ts';
import { coverGivenTexts } from './coverage.ts';

/**
 * Watches the tests of one file.
 * @param global the global object that they run with
 * @param path absolute path of the file
 * @throws Error when they are run by anything but jest-circus
 */
export function watchFile(global: RealmGlobal, path: string): void {
  if (activeSession() === undefined) startLate();
  const session = activeSession();
  // It has said why.
  if (session === undefined) return;
  const modules = instrumentation();
  if (modules !== undefined) instrumentModules(modules);
  makeReady(global);
  const state = stateOf(global);
  if (state === undefined) {
    throw new Error(
      'racewatch/jest needs the test runner jest-circus, which Jest has by default since version 27.',
    );
  }
  observe(state, { tests: session.tests, path, Error: global.Error });
}

let isInstrumented = false;

function instrumentModules({ texts, find }: Instrumentation): void {
  if (isInstrumented) return;
  isInstrumented = true;
  instrumentVmModules(texts);
  coverGivenTexts((script) => {
    const entry = find(script);
    if (entry === undefined) return undefined;
    const { code, given } = entry.module;
    return { code, given, before: wrapperOf(script), column: (line, at) => entry.column(line, at) };
  });
}

/** What runs now is no main script: what the engine activates next is not nested in it. */
function startLate(): void {
  start();
  leaveMain();
}
