import { createHmac } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import session from 'express-session';
import { describe, expect, it } from 'vitest';
import { install } from '../../instrument/roots/express.ts';
import { isWatched } from '../../src/membrane/watch.ts';
import { type Answer, type Asked, ask, askAll, loadCopy, serving } from './copies.ts';
import { RecordingHost } from './recording-host.ts';

// Both versions are driven through the part of the interface that they share.
type Express = typeof import('express');
type Handler = import('express').RequestHandler;

const views = mkdtempSync(join(tmpdir(), 'views-'));
writeFileSync(join(views, 'page.tpl'), 'Hello {{user}} of {{title}}');

/** An application with the features that services use: settings, views, sessions, sub-apps, errors. */
function shop(express: Express): RequestListener {
  const app = express();
  app
    .set('views', views)
    .set('view engine', 'tpl')
    .set('trust proxy', (ip: string) => ip !== '1.1.1.1');
  app.set('limits', { small: 1 });
  app.engine('tpl', (path, options, done) => {
    const text = `${path.endsWith('page.tpl')} Hello ${Reflect.get(options, 'user')} of ${Reflect.get(options, 'title')}`;
    done(null, text);
  });
  app.locals.title = 'the shop';
  app.locals.stock = new Map([['apple', 3]]);
  app.use(session({ secret: 'x', resave: false, saveUninitialized: true, genid: () => 'fixed' }));
  app.use(express.json());
  app.use((req, res, next) => {
    Object.assign(req, { user: { name: 'Ann', roles: ['buyer'] } });
    res.locals.user = 'Ann';
    next();
  });
  app.get('/page', (_req, res) => res.render('page'));
  app.get('/limits', (req, res) => {
    res.json([req.app.get('limits'), app.enabled('x-powered-by'), app.get('missing') ?? null]);
  });
  app.get('/stock', (req, res) => {
    const stock: Map<string, number> = req.app.locals.stock;
    stock.set('apple', (stock.get('apple') ?? 0) - 1);
    res.json([...stock]);
  });
  app.get('/visits', (req, res) => {
    const visits = req.session as unknown as { visits?: number };
    visits.visits = (visits.visits ?? 0) + 1;
    res.json({ visits: visits.visits, user: Reflect.get(req, 'user') });
  });
  app.post('/echo', (req, res) => res.status(201).json({ body: req.body, query: req.query, ip: req.ip }));
  app.get('/fail', () => {
    throw new Error('on purpose');
  });
  const admin = express();
  admin.locals.title = 'the office';
  admin.get('/title', (req, res) => {
    res.json([req.app.locals.title, req.baseUrl, req.app.get('limits'), res.locals.user, admin.path()]);
  });
  app.use('/admin', admin);
  const router = express.Router({ mergeParams: true });
  router.param('id', (_req, res, next, id) => {
    res.locals.id = `#${id}`;
    next();
  });
  router.get('/:id', (req, res) => res.send(`${req.params.id} ${res.locals.id}`));
  app.use('/items', router);
  app.use(((error, _req, res, next) => {
    if (!(error instanceof Error)) return next(error);
    res.status(500).json({ message: error.message, user: res.locals.user });
  }) as import('express').ErrorRequestHandler);
  return app as unknown as RequestListener;
}

const SIGNATURE = createHmac('sha256', 'x').update('fixed').digest('base64').replace(/=+$/, '');

const QUESTIONS: Asked[] = [
  { path: '/page' },
  { path: '/limits' },
  { path: '/stock' },
  { path: '/stock' },
  { path: '/visits' },
  { path: '/visits', headers: { cookie: `connect.sid=${encodeURIComponent(`s:fixed.${SIGNATURE}`)}` } },
  {
    method: 'POST',
    path: '/echo?a[b]=c',
    headers: { 'content-type': 'application/json' },
    body: '{"n":[1]}',
  },
  { method: 'POST', path: '/echo', headers: { 'content-type': 'application/json' }, body: '{broken' },
  { path: '/fail' },
  { path: '/admin/title' },
  { path: '/admin/nothing' },
  { path: '/items/7' },
  { method: 'OPTIONS', path: '/page' },
  { method: 'HEAD', path: '/page' },
  { path: '/nowhere' },
];

/** Session cookies hold the hour. */
function steady(answers: readonly Answer[]): unknown[] {
  return answers.map(({ cookies, ...rest }) => ({ ...rest, cookies: cookies.length }));
}

interface Case {
  readonly name: string;
  readonly loadedBefore: Express;
  readonly plain: unknown[];
}

const cases: Case[] = [];
for (const name of ['express', 'express4']) {
  const loadedBefore = loadCopy(name) as Express;
  const answers = await serving(shop(loadedBefore), (port) => askAll(port, QUESTIONS));
  cases.push({ name, loadedBefore, plain: steady(answers) });
}

const host = new RecordingHost();
install(host);

describe.each(cases)('$name', ({ name, loadedBefore, plain }) => {
  const express = loadCopy(name) as Express;

  it('answers as without us', async () => {
    const answers = await serving(shop(express), (port) => askAll(port, QUESTIONS));
    expect(steady(answers)).toEqual(plain);
    expect(host.faults).toEqual([]);
  });

  it('hands out watched values to handlers', async () => {
    const app = express();
    app.locals.list = [];
    app.set('box', { full: false });
    const shared = { hits: 0 };
    app.use(((req, res, next) => {
      Object.assign(req, { user: shared, map: new Map(), text: 'x' });
      Object.assign(res, { extra: { a: 1 } });
      next();
    }) as Handler);
    app.get('/', ((req, res) => {
      res.json({
        locals: isWatched(app.locals) && isWatched(req.app.locals) && isWatched(app.locals.list),
        settings: isWatched(app.settings) && isWatched(app.get('box')),
        resLocals: isWatched(res.locals),
        user: isWatched(Reflect.get(req, 'user')),
        map: isWatched(Reflect.get(req, 'map')),
        extra: isWatched(Reflect.get(res, 'extra')),
        query: isWatched(req.query),
      });
    }) as Handler);
    host.clear();
    const { body } = await serving(app as unknown as RequestListener, (port) => ask(port, { path: '/' }));
    expect(JSON.parse(body)).toEqual({
      locals: true,
      settings: true,
      resLocals: true,
      user: true,
      map: true,
      extra: true,
      query: false,
    });
    expect([...new Set(host.watched)].sort()).toEqual(
      ['app.locals', 'req.map', 'req.user', 'res.extra', 'res.locals'].sort(),
    );
  });

  it('sees one object that two overlapping requests share', async () => {
    const shared = { owner: '' };
    const seen: unknown[] = [];
    const app = express();
    app.use(((_req, res, next) => {
      res.locals = shared;
      next();
    }) as Handler);
    app.get('/', (async (_req, res) => {
      seen.push(res.locals);
      await new Promise((resolve) => setImmediate(resolve));
      res.send('');
    }) as Handler);
    await serving(app as unknown as RequestListener, (port) =>
      Promise.all([ask(port, { path: '/' }), ask(port, { path: '/' })]),
    );
    expect(seen.map(isWatched)).toEqual([true, true]);
    expect(seen[0]).toBe(seen[1]);
  });

  it('watches what was put on a request before the application got it', async () => {
    const app = express();
    app.get('/', ((req, res) => res.json(isWatched(Reflect.get(req, 'shared')))) as Handler);
    const shared = new Set();
    const { body } = await serving(
      (req, res) => (app as unknown as RequestListener)(Object.assign(req, { shared }), res),
      (port) => ask(port, { path: '/' }),
    );
    expect(body).toBe('true');
  });

  it('never calls a getter on a request', async () => {
    let calls = 0;
    const app = express();
    app.use(((req, _res, next) => {
      Object.defineProperty(req, 'lazy', { get: () => ++calls, enumerable: true, configurable: true });
      next();
    }) as Handler);
    app.get('/', ((_req, res) => res.send('')) as Handler);
    await serving(app as unknown as RequestListener, (port) => ask(port, { path: '/' }));
    expect(calls).toBe(0);
  });

  it('watches what the application hangs on itself', async () => {
    const app = express();
    const cache = new Map();
    Object.assign(app, { cache2: cache });
    app.get('/', ((req, res) => res.json(isWatched(Reflect.get(req.app, 'cache2')))) as Handler);
    const { body } = await serving(app as unknown as RequestListener, (port) => ask(port, { path: '/' }));
    expect(body).toBe('true');
  });

  it('counts the visits of a session', async () => {
    const answers = await serving(shop(express), (port) => askAll(port, QUESTIONS.slice(4, 6)));
    expect(answers.map(({ body }) => JSON.parse(body).visits)).toEqual([1, 2]);
  });

  it('is patched when it was loaded before us', () => {
    expect(isWatched(loadedBefore().locals)).toBe(true);
  });

  it('is patched when an ES module imports it', async () => {
    const imported = (await import(name)) as { default: Express };
    expect(isWatched(imported.default().locals)).toBe(true);
  });

  it('keeps the shape of the patched functions', () => {
    const { application } = express as unknown as { application: { init: { name: string; length: number } } };
    expect([application.init.name, application.init.length]).toEqual(['init', 0]);
  });
});
