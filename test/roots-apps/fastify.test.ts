import { describe, expect, it } from 'vitest';
import { install } from '../../instrument/roots/fastify.ts';
import { isWatched } from '../../src/membrane/watch.ts';
import { loadCopy } from './copies.ts';
import { RecordingHost } from './recording-host.ts';

// Both versions are driven through the part of the interface that they share.
type Fastify = typeof import('fastify').default;
type Instance = import('fastify').FastifyInstance;

const PATHS = [
  '/',
  '/hooks',
  '/plugin/inner',
  '/plugin/missing',
  '/fail',
  '/schema?n=3',
  '/schema?n=x',
  '/decorated',
];

/** A service with the features that services use: hooks, plugins, schemas, decorators, error handlers. */
function service(fastify: Fastify): Instance {
  const app = fastify();
  const order: string[] = [];
  app.decorate('config', { name: 'service', tags: ['a'] });
  app.decorate('twice', (n: number) => 2 * n);
  app.decorate('computed', { getter: () => 'got' } as never);
  app.decorateRequest('user', null as never);
  app.decorateReply('hello', function hello() {
    return 'hello';
  } as never);
  app.addHook('onRequest', (_request, _reply, done) => {
    order.length = 0;
    order.push('onRequest');
    done();
  });
  app.addHook('preHandler', async (request) => {
    Object.assign(request, { user: { name: 'Ann' } });
    order.push('preHandler');
  });
  app.addHook('onSend', async (_request, _reply, payload) => payload);
  app.get('/', async (request) => ({
    user: Reflect.get(request, 'user'),
    config: Reflect.get(app, 'config'),
    keys: Object.keys(request),
    known: [app.hasDecorator('config'), app.hasRequestDecorator('user'), app.hasReplyDecorator('hello')],
  }));
  const late = (_request: unknown, _reply: unknown, done: () => void) => {
    order.push('route');
    done();
  };
  app.get('/hooks', { preHandler: late }, async () => order);
  app.get('/fail', async () => {
    throw new Error('on purpose');
  });
  const querystring = { type: 'object', properties: { n: { type: 'integer' } } };
  app.get('/schema', { schema: { querystring } }, async (request) => request.query);
  app.get('/decorated', async (_request, reply) => [
    Reflect.get(app, 'twice')(4),
    Reflect.get(app, 'computed'),
    Reflect.get(reply, 'hello')(),
  ]);
  app.setErrorHandler((error: Error, _request, reply) => {
    reply.status(500).send({ caught: error.message });
  });
  app.register(
    async (plugin) => {
      plugin.decorate('inner', { depth: 1 });
      plugin.addHook('preHandler', async () => {
        order.push('plugin');
      });
      plugin.get('/inner', async (request) => [
        Reflect.get(request.server, 'inner'),
        Reflect.get(request.server, 'config'),
        app.hasDecorator('inner'),
        order,
      ]);
      plugin.setNotFoundHandler((_request, reply) => reply.status(404).send('not in the plugin'));
    },
    { prefix: '/plugin' },
  );
  return app;
}

async function answers(fastify: Fastify): Promise<unknown[]> {
  const app = service(fastify);
  const list: unknown[] = [];
  for (const url of PATHS) {
    for (const method of ['GET', 'HEAD'] as const) {
      const { statusCode, body, headers } = await app.inject({ method, url });
      list.push({ url, method, statusCode, body, type: headers['content-type'] });
    }
  }
  list.push(app.printRoutes({ includeHooks: true, commonPrefix: false }));
  await app.close();
  return list;
}

const cases: { name: string; plain: unknown[] }[] = [];
for (const name of ['fastify', 'fastify4']) {
  cases.push({ name, plain: await answers(loadCopy(name) as Fastify) });
}

const host = new RecordingHost();
install(host);

/** What the handler of one request returns. */
async function handled(
  app: Instance,
  handler: (request: object, reply: object) => unknown,
): Promise<unknown> {
  app.get('/', async (request, reply) => ({ seen: handler(request, reply) }));
  const { body } = await app.inject('/');
  await app.close();
  return JSON.parse(body).seen;
}

describe.each(cases)('$name', ({ name, plain }) => {
  const fastify = loadCopy(name) as Fastify;

  it('answers as without us', async () => {
    expect(await answers(fastify)).toEqual(plain);
    expect(host.faults).toEqual([]);
  });

  it('watches reference values of decorators, in plugins as well', async () => {
    const app = fastify();
    const cache = new Map();
    app.decorate('cache', cache).decorate('config', { a: {} });
    host.clear();
    const seen = new Promise<unknown>((resolve) => {
      app.register(async (plugin) => {
        plugin.decorate('inner', [1]);
        plugin.get('/plugin', async (request) => {
          const { server } = request;
          resolve(['cache', 'config', 'inner'].map((key) => isWatched(Reflect.get(server, key))));
          return '';
        });
      });
    });
    await app.inject('/plugin');
    expect(await seen).toEqual([true, true, true]);
    expect(Reflect.get(app, 'cache')).toBe(cache);
    expect(host.watched).toEqual(['fastify.inner']);
    await app.close();
  });

  it('watches what hooks put on requests and replies, decorated or not', async () => {
    const shared = { hits: 0 };
    const app = fastify();
    app.decorateRequest('user', null as never);
    app.addHook('preHandler', async (request, reply) => {
      Object.assign(request, { user: shared, session: { id: 1 } });
      Object.assign(reply, { extra: new Set() });
    });
    const seen = await handled(app, (request, reply) => [
      isWatched(Reflect.get(request, 'user')),
      isWatched(Reflect.get(request, 'session')),
      isWatched(Reflect.get(reply, 'extra')),
      isWatched(Reflect.get(request, 'query')),
    ]);
    expect(seen).toEqual([true, true, true, false]);
  });

  it('keeps the shape of the patched functions', () => {
    const app = fastify();
    expect([app.decorate.length, app.decorateRequest.name]).toEqual([3, 'decorateRequest']);
  });
});

describe('a reference value as request decorator', () => {
  it('is shared by all requests in version 4, and watched', async () => {
    const app = (loadCopy('fastify4') as Fastify)();
    app.decorateRequest('shared', { n: 0 } as never);
    app.decorateReply('shared', [] as never);
    const seen = await handled(app, (request, reply) => [
      isWatched(Reflect.get(request, 'shared')),
      isWatched(Reflect.get(reply, 'shared')),
    ]);
    expect(seen).toEqual([true, true]);
  });

  it('is refused by version 5 as without us', () => {
    const app = (loadCopy('fastify') as Fastify)();
    expect(() => app.decorateRequest('shared', { n: 0 } as never)).toThrow(
      expect.objectContaining({ code: 'FST_ERR_DEC_REFERENCE_TYPE' }),
    );
  });
});
