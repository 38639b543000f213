// Callbacks that a library queues until a connection answers, which many share: they would run in the connection's
// turn, for nobody or for whoever opened it. Each is given back to the task that handed it over. What the application
// carries itself, such as an AsyncLocalStorage, stays as the library leaves it.

import { runNested } from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { joinTurns } from '../../src/core/turns.ts';
import type { Host } from '../host.ts';
import { whenLoaded } from '../modules/loaded.ts';
import { imitate, type Method, replaceMethod } from '../modules/patch.ts';
import { guarded, isFunction, isReference } from './properties.ts';

/** Methods of a class, exported by itself, whose last function among the arguments is called back once. */
const TAKERS: readonly { readonly file: string; readonly methods: readonly string[] }[] = [
  { file: 'pg/lib/client.js', methods: ['query'] },
  { file: 'pg-pool/index.js', methods: ['connect', 'query'] },
];

export function install(host: Host): void {
  if (!host.enabled('consumers')) return;
  for (const { file, methods } of TAKERS) {
    whenLoaded(file, (exports) => guarded(host, file, () => patch(host, exports, methods)));
  }
}

function patch(host: Host, exports: unknown, methods: readonly string[]): void {
  if (!isFunction(exports) || !isReference(exports.prototype)) return;
  for (const method of methods) {
    replaceMethod(
      exports.prototype,
      method,
      (original) =>
        function (this: unknown, ...args) {
          guarded(host, method, () => {
            const at = args.findLastIndex(isFunction);
            if (at >= 0) args[at] = givenBack(host, args[at] as Method);
          });
          return Reflect.apply(original, this, args);
        },
    );
  }
}

function givenBack(host: Host, callback: Method): Method {
  // Nothing is watched at this moment.
  if (now.turn === 0) return callback;
  const task = host.currentTask();
  const { turn } = now;
  const bound: Method = function (...args) {
    return runNested(task, () => {
      guarded(host, 'callback', () => joinTurns([turn]));
      return Reflect.apply(callback, this, args);
    });
  };
  return imitate(bound, callback);
}
