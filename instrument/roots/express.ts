// Express 4 and 5: what an application, a response and middleware share. Applications are met when they are
// made, or at their first request when they were made before us or inside a bundle.

import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';
import type { Host } from '../host.ts';
import { whenLoaded } from '../modules/loaded.ts';
import { type Method, replaceMethod } from '../modules/patch.ts';
import { guarded, isFunction, isReference, Properties } from './properties.ts';

interface Application {
  locals: unknown;
  settings: unknown;
}

interface Layer {
  readonly handle: unknown;
}

interface Routing {
  readonly stack: readonly Layer[];
}

interface Express {
  readonly application: object;
  Router(): Routing & { use(handler: () => void): unknown };
}

/** Names that Express, Node and the parsers own: made anew for each request, or no state at all. */
const REQUEST = ['res', 'app', 'next', 'route', 'params', 'query', 'body', 'baseUrl', 'originalUrl', 'files'];
const RESPONSE = ['req', 'app'];
const APPLICATION = ['cache', 'engines', 'locals', 'settings', 'mountpath', 'parent', 'request', 'response'];
const LAYER_METHODS = ['handleRequest', 'handleError', 'handle_request', 'handle_error'];

/** An application has a hundred keys: each of the first requests looks at them, then one of so many. */
const STARTING = 64;
const LOOKED_EVERY = 16;

export function install(host: Host): void {
  if (!host.enabled('express')) return;
  const roots = new ExpressRoots(host);
  whenLoaded('lib/express.js', (exports) => {
    guarded(host, 'express', () => {
      if (isExpress(exports)) roots.patch(exports);
    });
  });
  watchBundled(host, roots);
}

class ExpressRoots {
  private readonly applications = new WeakSet<object>();
  private requests = 0;
  private readonly host: Host;
  private readonly request: Properties;
  private readonly response: Properties;
  private readonly application: Properties;

  constructor(host: Host) {
    this.host = host;
    const incoming = new IncomingMessage(undefined as never);
    this.request = new Properties(host, 'req', [...Object.keys(incoming), ...REQUEST]);
    this.response = new Properties(host, 'res', [...Object.keys(new ServerResponse(incoming)), ...RESPONSE]);
    this.application = new Properties(host, 'app', APPLICATION);
  }

  patch(express: Express): void {
    const { host } = this;
    const adopt = (app: unknown) => this.adopt(app);
    replaceMethod(
      express.application,
      'init',
      (init) =>
        function (this: unknown, ...args) {
          const result = Reflect.apply(init, this, args);
          guarded(host, 'express app', () => adopt(this));
          return result;
        },
    );
    const router = express.Router();
    router.use(function probe() {});
    this.patchLayers(router);
  }

  /** Layers are looked up on their prototype at each request: patching one router's is enough for all. */
  patchLayers(router: Routing): void {
    const layer = router.stack[0];
    if (!layer) return;
    const prototype: unknown = Object.getPrototypeOf(layer);
    if (!isReference(prototype)) return;
    for (const name of LAYER_METHODS) {
      const at = name === 'handleError' || name === 'handle_error' ? 1 : 0;
      replaceMethod(prototype, name, (original) => this.layered(original, at));
    }
  }

  private layered(original: Method, at: number): Method {
    const { host } = this;
    const look = (req: unknown, res: unknown) => this.look(req, res);
    return function (this: unknown, ...args) {
      try {
        look(args[at], args[at + 1]);
      } catch (error) {
        host.fault('express layer', error);
      }
      return Reflect.apply(original, this, args);
    };
  }

  private look(req: unknown, res: unknown): void {
    if (isReference(req)) {
      const app: unknown = Reflect.get(req, 'app');
      const first = this.request.look(req);
      if (isFunction(app) && (first || !this.applications.has(app))) this.adopt(app);
    }
    if (isReference(res)) this.response.look(res);
  }

  /** Watches what the application shares, and what was hung on it since. */
  adopt(app: unknown): void {
    if (!isApplication(app)) return;
    if (!this.applications.has(app)) {
      this.applications.add(app);
      app.settings = this.host.root(app.settings, 'app.settings');
    }
    app.locals = this.host.root(app.locals, 'app.locals');
    const before = this.requests++;
    if (before < STARTING || before % LOOKED_EVERY === 0) this.application.look(app);
  }
}

/** A bundle has no files to wait for: its application shows when the server calls it for the first time. */
function watchBundled(host: Host, roots: ExpressRoots): void {
  const servers = new WeakSet<object>();
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: { listeners(event: string): unknown[] } };
    if (servers.has(server)) return;
    servers.add(server);
    guarded(host, 'express app', () => {
      for (const app of server.listeners('request')) {
        roots.adopt(app);
        if (isApplication(app)) roots.patchLayers(routerOf(app));
      }
    });
  });
}

function routerOf(app: Application): Routing {
  const four: unknown = Reflect.get(app, '_router');
  const router = isFunction(four) ? four : (Reflect.get(app, 'router') as unknown);
  return router as Routing;
}

function isApplication(app: unknown): app is Application {
  return (
    isFunction(app) &&
    isFunction(Reflect.get(app, 'handle')) &&
    isReference(Reflect.get(app, 'settings')) &&
    isReference(Reflect.get(app, 'locals'))
  );
}

function isExpress(exports: unknown): exports is Express {
  return (
    isFunction(exports) &&
    isReference(Reflect.get(exports, 'application')) &&
    isFunction(Reflect.get(exports, 'Router'))
  );
}
