// What this Node can do, found by trying it rather than by its version. Each answer is worked out once, when asked.

import { AsyncLocalStorage, AsyncResource, createHook } from 'node:async_hooks';
import * as diagnostics from 'node:diagnostics_channel';
import * as nodeModule from 'node:module';
import * as util from 'node:util';
import * as v8 from 'node:v8';

export interface Capabilities {
  /** `createHook({ trackPromises: false })` really leaves promises alone. */
  readonly promisesCanBeLeftOut: boolean;
  /** `v8.promiseHooks` calls back. */
  readonly promiseHooks: boolean;
  /** AsyncLocalStorage rides on V8's context frame, not on async resources. */
  readonly asyncContextFrame: boolean;
  /** `module.registerHooks`: synchronous module hooks in this thread. */
  readonly registerHooks: boolean;
  /** `module.register`: module hooks in a thread of their own. */
  readonly registerLoader: boolean;
  /** `module.setSourceMapsSupport`. */
  readonly sourceMapsSupport: boolean;
  /** `util.getCallSites`. */
  readonly callSites: boolean;
  /** `diagnostics_channel.tracingChannel`. */
  readonly tracingChannels: boolean;
  /** `diagnostics_channel.boundedChannel`. */
  readonly boundedChannels: boolean;
  /** `AsyncLocalStorage.prototype.withScope`. */
  readonly storageScopes: boolean;
}

const probes: { readonly [Name in keyof Capabilities]: () => boolean } = {
  promisesCanBeLeftOut,
  promiseHooks,
  asyncContextFrame,
  registerHooks: () => hasFunction(nodeModule, 'registerHooks'),
  registerLoader: () => hasFunction(nodeModule, 'register'),
  sourceMapsSupport: () => hasFunction(nodeModule, 'setSourceMapsSupport'),
  callSites: () => hasFunction(util, 'getCallSites'),
  tracingChannels: () => hasFunction(diagnostics, 'tracingChannel'),
  boundedChannels: () => hasFunction(diagnostics, 'boundedChannel'),
  storageScopes: () => hasFunction(AsyncLocalStorage.prototype, 'withScope'),
};

/** One record for the process; enumerating it (`{ ...capabilities }`) tries everything. */
export const capabilities: Capabilities = lazily(probes);

function lazily(table: typeof probes): Capabilities {
  const answers = {};
  for (const [name, probe] of Object.entries(table)) {
    let answer: boolean | undefined;
    Object.defineProperty(answers, name, {
      enumerable: true,
      get() {
        answer ??= attempt(probe);
        return answer;
      },
    });
  }
  return answers as Capabilities;
}

function attempt(probe: () => boolean): boolean {
  try {
    return probe();
  } catch {
    return false;
  }
}

function hasFunction(holder: object, name: string): boolean {
  return typeof Reflect.get(holder, name) === 'function';
}

function promisesCanBeLeftOut(): boolean {
  let seen = false;
  // The option is younger than the types of the oldest Node we support.
  const options: Parameters<typeof createHook>[0] & { trackPromises: boolean } = {
    init(_id, type) {
      if (type === 'PROMISE') seen = true;
    },
    trackPromises: false,
  };
  const hook = createHook(options).enable();
  void Promise.resolve().then(undefined);
  hook.disable();
  return !seen;
}

function promiseHooks(): boolean {
  let seen = false;
  const stop: unknown = v8.promiseHooks.onInit(() => {
    seen = true;
  });
  void Promise.resolve().then(undefined);
  if (typeof stop === 'function') stop();
  return seen;
}

// Where stores ride on resources, a resource made inside `run` carries the store under a symbol.
function asyncContextFrame(): boolean {
  const store = {};
  return new AsyncLocalStorage<object>().run(store, () => {
    const resource = new AsyncResource('probe', { requireManualDestroy: true });
    return !Reflect.ownKeys(resource).some((key) => Reflect.get(resource, key) === store);
  });
}
