// Fastify 4 and 5: reference values given to decorate, decorateRequest and decorateReply, and what hooks put on
// a request. Fastify announces each new instance itself, so nothing waits for its files.

import { subscribe } from 'node:diagnostics_channel';
import type { Host } from '../host.ts';
import { replaceMethod } from '../modules/patch.ts';
import { guarded, isFunction, isReference, Properties } from './properties.ts';

interface Instance {
  addHook(name: 'onRoute', hook: (route: Route) => void): unknown;
}

interface Route {
  preHandler?: unknown;
}

type Done = () => void;

/** What Fastify makes anew for each request. */
const REQUEST = ['id', 'params', 'raw', 'query', 'log', 'body'];
const REPLY = ['raw', 'request', 'log'];

/** How a decorator shows in paths. */
const DECORATORS = [
  ['decorate', 'fastify'],
  ['decorateRequest', 'request'],
  ['decorateReply', 'reply'],
] as const;

export function install(host: Host): void {
  if (!host.enabled('fastify')) return;
  const request = new Properties(host, 'request', REQUEST);
  const reply = new Properties(host, 'reply', REPLY);
  // Runs after every hook and before the handler: what the hooks left is what the handler will see.
  const racewatchLastHook = (req: object, rep: object, done: Done) => {
    guarded(host, 'fastify request', () => {
      request.look(req);
      reply.look(rep);
    });
    done();
  };
  subscribe('fastify.initialization', (message) => {
    guarded(host, 'fastify', () => {
      const { fastify } = message as { fastify: Instance };
      for (const [method, prefix] of DECORATORS) watchDecorator(host, fastify, method, prefix);
      fastify.addHook('onRoute', (route) => {
        const hooks = listOf(route.preHandler).filter((hook) => hook !== racewatchLastHook);
        route.preHandler = [...hooks, racewatchLastHook];
      });
      hideHook(fastify, racewatchLastHook.name);
    });
  });
}

/** `printRoutes({ includeHooks: true })` lists the hooks of a route by name, as it had been without ours. */
function hideHook(instance: object, name: string): void {
  const alone = new RegExp(`^.*\\["${name}\\(\\)"\\]\\n?`, 'gm');
  replaceMethod(
    instance,
    'printRoutes',
    (original) =>
      function (this: unknown, ...args) {
        const text = Reflect.apply(original, this, args);
        return typeof text === 'string' ? text.replace(alone, '').replaceAll(`,"${name}()"`, '') : text;
      },
  );
}

/** Plugins inherit from the instance they are registered on, so the first one's methods serve them all. */
function watchDecorator(host: Host, instance: object, method: string, prefix: string): void {
  replaceMethod(
    instance,
    method,
    (original) =>
      function (this: unknown, name, value, ...rest) {
        let watched = value;
        guarded(host, `fastify.${method}`, () => {
          if (isPlainDecorator(value)) watched = host.root(value, `${prefix}.${String(name)}`);
        });
        const args = arguments.length < 2 ? [name] : [name, watched, ...rest];
        return Reflect.apply(original, this, args);
      },
  );
}

/** Not a pair of accessors: those are functions of the application, called for each request. */
function isPlainDecorator(value: unknown): boolean {
  return (
    isReference(value) && !isFunction(ownValue(value, 'getter')) && !isFunction(ownValue(value, 'setter'))
  );
}

function ownValue(target: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(target, key)?.value;
}

function listOf(hooks: unknown): unknown[] {
  if (Array.isArray(hooks)) return hooks;
  return hooks === undefined || hooks === null ? [] : [hooks];
}
