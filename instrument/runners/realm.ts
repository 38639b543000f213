// Other realms of this process, such as the contexts that test runners run tests in: what instrumented code and the
// API need there, and the built-ins that are patched in this realm. Which realms there are is the runners' affair.

import { knowLenders, type Lenders } from '../../src/membrane/borrowed.ts';
import { shareRegistry } from '../../src/registry.ts';
import { shareHelpers } from '../../src/sites/helpers.ts';
import { installCombinators } from '../async/combinators.ts';
import type { AsyncDriver } from '../async/driver.ts';
import { installInRealm } from '../borders.ts';
import type { BuiltIns } from '../builtins.ts';
import { installCallSites } from '../modules/call-sites.ts';
import type { Instrumentation } from '../modules/install.ts';

/** The global object of a realm. */
export interface RealmGlobal extends BuiltIns, Lenders {
  readonly Promise: PromiseConstructor;
  readonly Error: ErrorConstructor;
  readonly TypeError: TypeErrorConstructor;
}

interface Parts {
  readonly driver: AsyncDriver;
  readonly instrumentation: Instrumentation;
}

/** Under this name `process` has `makeReady`, for code that is not loaded in this realm. */
const NAME = Symbol.for('racewatch.realm');

let parts: Parts | undefined;
/** By `Object.prototype`: a realm may show its global object behind several Proxies. */
const ready = new WeakSet<object>([Object.prototype]);

/** From now on other realms can be made ready. */
export function configureRealms(given: Parts): void {
  parts = given;
  Object.defineProperty(process, NAME, { value: makeReady, configurable: true });
}

/** What instruments the modules of this process; undefined while the detector is off. */
export function instrumentation(): Instrumentation | undefined {
  return parts?.instrumentation;
}

/**
 * Makes a realm ready for instrumented code; once is enough, more does no harm. Nothing happens while the detector
 * is off.
 * @param global its `globalThis`
 */
export function makeReady(global: RealmGlobal): void {
  if (parts === undefined || ready.has(global.Object.prototype)) return;
  ready.add(global.Object.prototype);
  shareHelpers(global);
  shareRegistry(global);
  knowLenders(global);
  installInRealm(global);
  installCombinators(parts.driver, global.Promise);
  installCallSites(global.Error);
  parts.instrumentation.showTexts(global.Function);
}
