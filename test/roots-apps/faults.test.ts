import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { install as installStorage } from '../../instrument/roots/async-storage.ts';
import { install as installCls } from '../../instrument/roots/cls-hooked.ts';
import { install as installExpress } from '../../instrument/roots/express.ts';
import { install as installFastify } from '../../instrument/roots/fastify.ts';
import { install as installKoa } from '../../instrument/roots/koa.ts';
import { ask, loadCopy, serving } from './copies.ts';
import { RecordingHost } from './recording-host.ts';

class FailingHost extends RecordingHost {
  override root(): never {
    throw new Error('ours');
  }
}

const host = new FailingHost();
for (const install of [installStorage, installCls, installExpress, installFastify, installKoa]) install(host);

async function answer(listener: unknown): Promise<string> {
  return (await serving(listener as RequestListener, (port) => ask(port, { path: '/' }))).body;
}

const programs: [string, () => Promise<string>][] = [];
for (const name of ['express', 'express4']) {
  programs.push([
    name,
    () => {
      const app = (loadCopy(name) as typeof import('express'))();
      app.locals.greeting = { text: 'hello' };
      app.use((_req, res, next) => {
        res.locals.name = 'Ann';
        next();
      });
      app.get('/', (_req, res) => {
        res.send(`${app.locals.greeting.text} ${res.locals.name}`);
      });
      return answer(app);
    },
  ]);
}
for (const name of ['koa', 'koa2']) {
  programs.push([
    name,
    () => {
      const app = new (loadCopy(name) as typeof import('koa'))();
      Object.assign(app.context, { greeting: { text: 'hello' } });
      app.use((ctx) => {
        ctx.state = { name: 'Ann' };
        ctx.body = `${ctx.greeting.text} ${ctx.state.name}`;
      });
      return answer(app.callback());
    },
  ]);
}
for (const name of ['fastify', 'fastify4']) {
  programs.push([
    name,
    async () => {
      const app = (loadCopy(name) as typeof import('fastify').default)();
      app.decorate('greeting', { text: 'hello' });
      app.addHook('onRequest', async (request) => {
        Object.assign(request, { user: { name: 'Ann' } });
      });
      app.get(
        '/',
        async (request: object) =>
          `${Reflect.get(app, 'greeting').text} ${Reflect.get(request, 'user').name}`,
      );
      return (await app.inject('/')).body;
    },
  ]);
}
programs.push([
  'cls-hooked',
  async () => {
    const ns = (loadCopy('cls-hooked') as typeof import('cls-hooked')).createNamespace('faults');
    return ns.runAndReturn(async () => {
      ns.set('name', 'Ann');
      await null;
      return `hello ${ns.get('name')}`;
    });
  },
]);
programs.push([
  'AsyncLocalStorage',
  async () => {
    const als = new AsyncLocalStorage<{ name: string }>();
    return als.run({ name: 'Ann' }, async () => {
      await null;
      return `hello ${als.getStore()?.name}`;
    });
  },
]);

it.each(programs)('%s goes on with raw values when watching fails', async (_name, program) => {
  host.clear();
  expect(await program()).toBe('hello Ann');
  expect(host.faults).not.toEqual([]);
});
