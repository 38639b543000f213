// AsyncLocalStorage: stores are roots, and a run outside any task starts one. Stores of Node's own instances
// are left alone; so are primitive stores.

import { AsyncLocalStorage } from 'node:async_hooks';
import { basename } from 'node:path';
import type { Host } from '../host.ts';
import { callerOf } from '../modules/caller.ts';
import { type Method, replaceMethod } from '../modules/patch.ts';
import { guarded, isFunction, isReference, rooted } from './properties.ts';

const DEFAULT_NAME = 'AsyncLocalStorage store';
/** Channels run the stores that applications bind to them: the caller is Node's, the store is not. */
const ON_BEHALF_OF_USERS = 'node:diagnostics_channel';

export function install(host: Host): void {
  if (!host.enabled('als')) return;
  const stores = new Stores(host);
  const prototype: object = AsyncLocalStorage.prototype;
  replaceMethod(prototype, 'run', (original) => runner(host, stores, original));
  for (const name of ['enterWith', 'withScope']) {
    replaceMethod(prototype, name, (original) => {
      const entered: Method = function (this: unknown, store, ...rest) {
        const args = arguments.length === 0 ? [] : [stores.put(this, store, entered), ...rest];
        return Reflect.apply(original, this, args);
      };
      return entered;
    });
  }
  // A default value never passes through run: it is met where it is handed out.
  replaceMethod(prototype, 'getStore', (original) => {
    const handed: Method = function (this: unknown, ...args) {
      return stores.put(this, Reflect.apply(original, this, args), handed);
    };
    return handed;
  });
}

function runner(host: Host, stores: Stores, original: Method): Method {
  const run: Method = function (this: unknown, store, callback, ...rest) {
    const watched = stores.put(this, store, run);
    const args = [watched, callback, ...rest];
    if (store === undefined || !isFunction(callback) || stores.isInternal(this, run)) {
      return Reflect.apply(original, this, args);
    }
    let name = 'AsyncLocalStorage.run';
    guarded(host, name, () => {
      name = taskName(host, this, callback, run);
    });
    return host.runTask('als', name, () => Reflect.apply(original, this, args), { join: true });
  };
  return run;
}

class Stores {
  /** Stores already dealt with, in the form in which they are handed out. */
  private readonly known = new WeakSet<object>();
  /** Whether an instance is one of Node's own, decided when it is first used. */
  private readonly internal = new WeakMap<object, boolean>();
  private readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  /** The form of a store that shall be handed out. */
  put(storage: unknown, store: unknown, callee: Method): unknown {
    if (!isReference(store) || this.known.has(store) || this.isInternal(storage, callee)) return store;
    const watched = rooted(this.host, store, nameOf(storage) ?? DEFAULT_NAME) as object;
    this.known.add(watched);
    return watched;
  }

  isInternal(storage: unknown, callee: Method): boolean {
    if (!isReference(storage)) return true;
    let internal = this.internal.get(storage);
    if (internal === undefined) {
      internal = true;
      guarded(this.host, DEFAULT_NAME, () => {
        const file = callerOf(callee)?.file ?? '';
        internal = file.startsWith('node:') && file !== ON_BEHALF_OF_USERS;
      });
      this.internal.set(storage, internal);
    }
    return internal;
  }
}

function taskName(host: Host, storage: unknown, callback: { name: string }, callee: Method): string {
  const name = callback.name || nameOf(storage);
  if (name) return name;
  if (host.currentTask() !== 0) return 'AsyncLocalStorage.run';
  const caller = callerOf(callee);
  return caller ? `${basename(caller.file)}:${caller.line}` : 'AsyncLocalStorage.run';
}

/** The name given by the application, where Node knows names. */
function nameOf(storage: unknown): string | undefined {
  const name: unknown = isReference(storage) ? Reflect.get(storage, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
