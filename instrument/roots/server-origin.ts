// Where a server was told to listen: the line that started every task the server brings.

import { Server } from 'node:net';
import { keepStack } from '../../src/stacks/capture.ts';
import { replaceMethod } from '../modules/patch.ts';

const origins = new WeakMap<object, number>();

/** Notes the stack of every `listen` from now on. */
export function noteServerOrigins(): void {
  replaceMethod(Server.prototype, 'listen', (listen) => {
    return function (this: unknown, ...args: unknown[]) {
      if (typeof this === 'object' && this !== null && !origins.has(this)) origins.set(this, keepStack());
      return listen.apply(this, args);
    };
  });
}

/** Capture number of the stack that made the server listen; 0 when it was not seen. */
export function originOfServer(server: object): number {
  return origins.get(server) ?? 0;
}
