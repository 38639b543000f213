import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { install } from '../../instrument/roots/koa.ts';
import { isWatched } from '../../src/membrane/watch.ts';
import { type Answer, type Asked, ask, askAll, loadCopy, serving } from './copies.ts';
import { RecordingHost } from './recording-host.ts';

type Koa = typeof import('koa');
type Middleware = import('koa').Middleware;
type Application = import('koa');

/** An application with the features that services use: state, context extensions, errors, streams, cookies. */
function site(Koa: Koa): RequestListener {
  const app = new Koa({ proxy: true, keys: ['k'] });
  app.silent = true;
  app.on('error', () => {});
  Object.assign(app.context, { counters: { visits: 0 }, greet: (name: string) => `Hello ${name}` });
  Object.defineProperties(app.context, {
    session: {
      get(this: { memo?: object }) {
        this.memo ??= { id: 1 };
        return this.memo;
      },
      configurable: true,
    },
  });
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      ctx.status = 500;
      ctx.body = { message: (error as Error).message, state: ctx.state };
    }
    ctx.set('X-Keys', Object.keys(ctx).join());
  });
  app.use(async (ctx, next) => {
    ctx.state.user = { name: 'Ann' };
    ctx.user = ctx.state.user;
    ctx.cookies.set('a', 'b', { signed: true });
    await next();
  });
  const routes: Record<string, Middleware> = {
    '/json': (ctx) => {
      ctx.body = { user: ctx.user, list: [1, { a: null }], query: ctx.query, ip: ctx.ip };
    },
    '/text': (ctx) => {
      ctx.body = ctx.greet('Bob');
    },
    '/count': (ctx) => {
      ctx.counters.visits++;
      ctx.body = String(ctx.counters.visits);
    },
    '/stream': (ctx) => {
      ctx.type = 'text';
      ctx.body = Readable.from(['a', 'b']);
    },
    '/session': (ctx) => {
      const { session } = ctx;
      ctx.body = [session === ctx.session, session, ctx.app === app, ctx.request.ctx === ctx];
    },
    '/throw': (ctx) => ctx.throw(418, 'teapot'),
    '/assert': (ctx) => ctx.assert(false, 400, 'needed'),
    '/context': (ctx) => {
      ctx.app.context.last = ctx.path;
      const inherited = ctx.last;
      ctx.last = 'own';
      const both = [inherited, ctx.last, ctx.app.context.last, 'last' in ctx, Object.keys(app.context)];
      delete ctx.app.context.last;
      ctx.body = [both, 'last' in app.context, ctx.toJSON().request.method, JSON.stringify(app)];
    },
    '/empty': (ctx) => {
      ctx.body = null;
    },
  };
  app.use(async (ctx, next) => {
    const route = routes[ctx.path];
    await (route ? route(ctx, next) : next());
  });
  return app.callback();
}

const PATHS = [
  'json?a=1',
  'text',
  'count',
  'count',
  'stream',
  'session',
  'throw',
  'assert',
  'context',
  'empty',
  'none',
];
const QUESTIONS: Asked[] = PATHS.map((path) => ({ path: `/${path}` }));
const cases: { name: string; loadedBefore: Koa; plain: Answer[] }[] = [];
for (const name of ['koa', 'koa2']) {
  const loadedBefore = loadCopy(name) as Koa;
  cases.push({
    name,
    loadedBefore,
    plain: await serving(site(loadedBefore), (port) => askAll(port, QUESTIONS)),
  });
}

const host = new RecordingHost();
install(host);

/** What one request's handler returns, after the middleware given before it. */
async function handled(app: Application, handler: (ctx: import('koa').Context) => unknown): Promise<unknown> {
  app.use((ctx) => {
    ctx.body = JSON.stringify(handler(ctx));
  });
  const { body } = await serving(app.callback() as RequestListener, (port) => ask(port, { path: '/' }));
  return JSON.parse(body);
}

describe.each(cases)('$name', ({ name, loadedBefore, plain }) => {
  const Koa = loadCopy(name) as Koa;

  it('answers as without us', async () => {
    expect(await serving(site(Koa), (port) => askAll(port, QUESTIONS))).toEqual(plain);
    expect(host.faults).toEqual([]);
  });

  it('hands out watched values', async () => {
    host.clear();
    const app = new Koa();
    Object.assign(app.context, { shared: { n: 0 }, cache: new Map() });
    Object.assign(app, { jobs: [] });
    app.use((ctx, next) => {
      ctx.user = { name: 'Ann' };
      return next();
    });
    const seen = await handled(app, (ctx) => ({
      state: isWatched(ctx.state),
      user: isWatched(ctx.user),
      shared: isWatched(ctx.shared) && ctx.shared === ctx.app.context.shared,
      cache: isWatched(ctx.cache),
      app: isWatched(Reflect.get(ctx.app, 'jobs')),
      request: isWatched(ctx.request) || isWatched(ctx.req),
    }));
    expect(seen).toEqual({ state: true, user: true, shared: true, cache: true, app: true, request: false });
    expect([...new Set(host.watched)].sort()).toEqual(['app.context', 'app.jobs', 'ctx.state', 'ctx.user']);
  });

  it('watches a state that middleware puts in place of the first', async () => {
    const shared = { n: 0 };
    const app = new Koa();
    app.use((ctx, next) => {
      ctx.state = shared;
      return next();
    });
    expect(await handled(app, (ctx) => isWatched(ctx.state))).toBe(true);
  });

  it('leaves a body as it was given', async () => {
    const body = { a: 1 };
    expect(
      await handled(new Koa(), (ctx) => {
        ctx.body = body;
        return ctx.body === body;
      }),
    ).toBe(true);
  });

  it('leaves the ctx itself as the store of the application', async () => {
    const app = new Koa({ asyncLocalStorage: true });
    expect(await handled(app, (ctx) => app.currentContext === ctx)).toBe(true);
  });

  it('is patched when it was loaded before us', async () => {
    expect(await handled(new loadedBefore(), (ctx) => isWatched(ctx.state))).toBe(true);
  });

  it('is patched when an ES module imports it', async () => {
    const imported = (await import(name)) as { default: Koa };
    expect(await handled(new imported.default(), (ctx) => isWatched(ctx.state))).toBe(true);
  });
});
