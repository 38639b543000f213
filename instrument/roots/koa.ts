// Koa 2 and 3: ctx.state, what middleware puts on ctx, and app.context, the object behind every ctx.

import { ignoreValue } from '../../src/membrane/watch.ts';
import type { Host } from '../host.ts';
import { whenLoaded } from '../modules/loaded.ts';
import { replaceMethod } from '../modules/patch.ts';
import { guarded, isFunction, isReference, Properties, rooted } from './properties.ts';

interface Application {
  context: object;
  readonly ctxStorage?: unknown;
}

/** What Koa itself puts on a ctx. */
const CONTEXT = new Set<PropertyKey>(['app', 'req', 'res', 'request', 'response', 'originalUrl', 'respond']);
const APPLICATION = ['middleware', 'context', 'request', 'response', 'keys', 'ctxStorage', 'domain'];

export function install(host: Host): void {
  if (!host.enabled('koa')) return;
  const roots = new KoaRoots(host);
  whenLoaded('lib/application.js', (exports) => {
    guarded(host, 'koa', () => {
      const prototype = prototypeOf(exports);
      if (prototype) roots.patch(prototype);
    });
  });
}

class KoaRoots {
  private readonly bridges = new WeakSet<object>();
  private readonly host: Host;
  private readonly application: Properties;

  constructor(host: Host) {
    this.host = host;
    this.application = new Properties(host, 'app', APPLICATION);
  }

  patch(prototype: object): void {
    const { host } = this;
    const adopt = (app: unknown) => this.adopt(app as Application);
    const dress = (app: unknown, context: unknown) => this.dress(app as Application, context as object);
    for (const name of ['use', 'callback']) {
      replaceMethod(
        prototype,
        name,
        (original) =>
          function (this: unknown, ...args) {
            guarded(host, 'koa app', () => adopt(this));
            return Reflect.apply(original, this, args);
          },
      );
    }
    replaceMethod(
      prototype,
      'createContext',
      (original) =>
        function (this: unknown, ...args) {
          guarded(host, 'koa app', () => adopt(this));
          const context = Reflect.apply(original, this, args);
          guarded(host, 'koa ctx', () => dress(this, context));
          return context;
        },
    );
  }

  private adopt(app: Application): void {
    if (!this.bridges.has(app.context)) {
      app.context = bridge(this.host, app.context);
      this.bridges.add(app.context);
    }
    this.application.look(app);
  }

  /** `ctx.state` may be replaced by middleware, so its place is watched and not only its first value. */
  private dress(app: Application, context: object): void {
    const { host } = this;
    let state: unknown = Reflect.get(context, 'state');
    Object.defineProperty(context, 'state', {
      get: () => state,
      set: (value: unknown) => {
        state = rooted(host, value, 'ctx.state');
      },
      enumerable: true,
      configurable: true,
    });
    // The same object is handed to the middleware as it is: as a store it must not become another.
    if (app.ctxStorage) ignoreValue(context);
  }
}

/**
 * Stands in for `app.context`. Every ctx inherits from it, so a look at a shared value through a ctx and the
 * first assignment to a ctx both pass here; values of the application go through the watched form, Koa's own
 * accessors run with the ctx they were called on.
 */
function bridge(host: Host, raw: object): object {
  const watched = host.root(raw, 'app.context');
  const self: object = new Proxy(raw, {
    get(target, key, receiver) {
      if (isOwnData(target, key)) return Reflect.get(watched, key);
      return Reflect.get(target, key, receiver);
    },
    set(target, key, value, receiver) {
      if (receiver === self) return Reflect.set(watched, key, value);
      return Reflect.set(target, key, put(host, target, key, value), receiver);
    },
    deleteProperty: (_target, key) => Reflect.deleteProperty(watched, key),
  });
  return self;
}

/** The value as a ctx shall hold it. Accessors (`ctx.body = …`) get what they were given. */
function put(host: Host, shared: object, key: PropertyKey, value: unknown): unknown {
  if (!isReference(value) || typeof key !== 'string' || key.startsWith('_') || CONTEXT.has(key)) return value;
  if (key in shared && !isOwnData(shared, key)) return value;
  return rooted(host, value, `ctx.${key}`);
}

function isOwnData(target: object, key: PropertyKey): boolean {
  if (!Object.hasOwn(target, key)) return false;
  const descriptor = Object.getOwnPropertyDescriptor(target, key);
  return descriptor !== undefined && 'value' in descriptor;
}

function prototypeOf(exports: unknown): object | undefined {
  const prototype: unknown = isFunction(exports) ? Reflect.get(exports, 'prototype') : undefined;
  if (!isReference(prototype)) return undefined;
  return Object.hasOwn(prototype, 'createContext') && Object.hasOwn(prototype, 'callback')
    ? prototype
    : undefined;
}
