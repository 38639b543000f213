// Runs one program in a realm of its own and writes down everything that can be observed of it.

import vm from 'node:vm';
import { type Check, type identityRuntime, identityRuntimeText } from '../identity-runtime.mjs';
import { type Exports, hostWorld, remains, settle } from './host.ts';

const LIMIT_MS = 2000;

type Runtime = typeof identityRuntime;

// Without this, `fn + ''` would show the instrumented text; the module loader mends it in the program's realm.
const PREPARE = `Function.prototype.toString = function toString() { return 'function'; }; globalThis`;

/** What `program` logs, throws, leaves behind: the same list for the same behaviour. */
export async function observe(program: string, check?: Check): Promise<string[]> {
  const log: string[] = [];
  const context = vm.createContext({});
  const global = vm.runInContext(PREPARE, context) as Record<string, unknown>;
  (vm.runInContext(identityRuntimeText, context) as Runtime)(global, check);
  const world = hostWorld(log);
  const exports: Exports = {};
  const names = ['exports', ...Object.keys(world)];
  try {
    const wrapper = vm.runInContext(`(function (${names.join(', ')}) { ${program}\n})`, context, {
      filename: 'program.js',
    });
    // A call from a script, so that the time limit holds.
    Object.assign(global, { start: () => wrapper.call(exports, exports, ...Object.values(world)) });
    vm.runInContext('start()', context, { timeout: LIMIT_MS });
    await settle(exports.later?.(), log, world.describer);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return ['too slow'];
    log.push(`ended by ${world.describer.describe(error)}`);
  }
  return [...log, ...remains(exports, global, Object.keys(global), world.describer)];
}
