// A small shop that answers a fixed script of requests and prints the answers: with every kind of shared state, races
// among them, and every step that another request waits for opened by hand, so that it answers the same every time.
'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const http = require('node:http');

const [framework = 'express', exitCode = '0'] = process.argv.slice(2);

class Ledger {
  #entries = [];
  total = 0;
  add(line) {
    this.#entries.push(line);
    this.total += 1;
    return this.#entries.length;
  }
  get last() {
    return this.#entries.at(-1);
  }
}

let served = 0;
const context = new AsyncLocalStorage();
const shop = {
  stock: { apples: 10, pears: 5 },
  orders: [],
  byUser: new Map([['ann', { orders: 0 }]]),
  seen: new Set(['nobody']),
  ledger: new Ledger(),
  prices: [3, 1, 2],
  get cheapest() {
    return Math.min(...this.prices);
  },
};

/**
 * Where requests wait for each other: 1, one has got here; 2, it may go on. Asked again and again, since a promise would
 * put the one before the other, and no race would be left.
 */
const doors = { slow: 0, walk: 1 };
const door = new Int32Array(2);
const turn = () => new Promise((done) => setImmediate(done));
async function until(name, state) {
  while (door[doors[name]] < state) await turn();
}
async function pass(name) {
  door[doors[name]] = 1;
  await until(name, 2);
}
const routes = {
  async slow(state) {
    const before = state.stock.apples;
    await pass('slow');
    state.stock.apples = before - 1;
    return { apples: state.stock.apples };
  },
  async fast(state) {
    const before = state.stock.apples;
    await turn();
    state.stock.apples = before - 1;
    return { apples: state.stock.apples };
  },
  async walk(state) {
    const names = [];
    for (const [name, user] of state.byUser) {
      names.push(`${name}:${user.orders}`);
      if (names.length === 1) await pass('walk');
    }
    return { names };
  },
  async join(state) {
    state.byUser.set('bob', { orders: 1 });
    state.byUser.delete('nobody');
    state.seen.add('bob');
    return { size: state.byUser.size, has: state.byUser.has('bob'), seen: [...state.seen] };
  },
  async order(state) {
    state.orders.push({ id: state.orders.length, by: context.getStore().user });
    state.orders.unshift({ id: 'first' });
    const sorted = state.prices.slice().sort((a, b) => a - b);
    await turn();
    const [taken] = state.orders.splice(0, 1);
    for (const order of state.orders) order.paid = true;
    const paid = state.orders.filter((order) => order.paid).map((order) => order.id);
    const count = state.ledger.add(`order ${paid.join()}`);
    return {
      taken,
      sorted,
      paid,
      count,
      last: state.ledger.last,
      total: state.ledger.total,
      cheapest: state.cheapest,
    };
  },
  async odds(state) {
    const { stock, seen, byUser } = state;
    const keys = Object.keys(stock);
    stock.plums = 1;
    await turn();
    const there = 'plums' in stock;
    await turn();
    delete stock.plums;
    await turn();
    const { value } = Object.getOwnPropertyDescriptor(stock, 'apples');
    keys.push(value);
    Object.defineProperty(stock, 'figs', { value: 2, writable: true, enumerable: true, configurable: true });
    await Promise.all([turn(), turn()]);
    seen.delete('nobody');
    seen.forEach((name) => {
      keys.push(name);
    });
    byUser.forEach((user, name) => {
      keys.push(`${name}${user.orders}`);
    });
    const copy = { ...stock, list: [...state.prices], entries: Object.entries(stock) };
    return {
      keys,
      there,
      copy,
      json: JSON.stringify(state),
      clone: structuredClone(stock),
      sizes: [seen.size, byUser.size],
    };
  },
  async count(state) {
    served += 1;
    const before = served;
    await turn();
    state.visits = (state.visits ?? 0) + 1;
    return { before, visits: state.visits, again: served };
  },
  async clear(state) {
    state.byUser.clear();
    state.seen.clear();
    state.orders.length = 0;
    return { empty: [state.byUser.size, state.seen.size, state.orders.length] };
  },
  async fail() {
    throw new Error('no such thing');
  },
};

async function answer(state, name, user) {
  return context.run({ user, log: [] }, async () => {
    const store = context.getStore();
    store.log.push('begun');
    try {
      const body = await routes[name](state);
      store.log.push('ended');
      return { status: 200, body: { ...body, log: store.log } };
    } catch (error) {
      return { status: 500, body: { error: error.message } };
    }
  });
}

const frameworks = {
  http: () =>
    http.createServer((req, res) => {
      answer(shop, req.url.slice(1), 'ann').then(({ status, body }) => {
        res.statusCode = status;
        res.end(JSON.stringify(body));
      });
    }),
  express() {
    const app = require('express')();
    app.locals.shop = shop;
    app.use((req, res, next) => {
      req.user = { name: 'ann' };
      res.locals.started = [];
      next();
    });
    app.get('/:name', async (req, res) => {
      res.locals.started.push(req.params.name);
      const { status, body } = await answer(req.app.locals.shop, res.locals.started[0], req.user.name);
      res.status(status).json(body);
    });
    return http.createServer(app);
  },
  koa() {
    const Koa = require('koa');
    const app = new Koa();
    app.context.shop = shop;
    app.use(async (ctx) => {
      ctx.state.user = { name: 'ann' };
      const { status, body } = await answer(ctx.shop, ctx.path.slice(1), ctx.state.user.name);
      ctx.status = status;
      ctx.body = body;
    });
    return http.createServer(app.callback());
  },
  fastify() {
    let server;
    const app = require('fastify')({ serverFactory: (handler) => (server = http.createServer(handler)) });
    app.decorate('shop', shop);
    app.decorateRequest('user', null);
    app.addHook('onRequest', async (request) => {
      request.user = { name: 'ann' };
    });
    app.get('/:name', async (request, reply) => {
      const { status, body } = await answer(app.shop, request.params.name, request.user.name);
      reply.code(status);
      return body;
    });
    return app.ready().then(() => server);
  },
  cls() {
    const namespace = require('cls-hooked').createNamespace('shop');
    return http.createServer((req, res) => {
      namespace.runAndReturn(async () => {
        namespace.set('shop', shop);
        await turn();
        const { status, body } = await answer(namespace.get('shop'), req.url.slice(1), 'ann');
        res.statusCode = status;
        res.end(JSON.stringify(body));
      });
    });
  },
};

async function main() {
  const server = await frameworks[framework]();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  const ask = (name) =>
    new Promise((done, fail) => {
      const request = http.get({ port, host: '127.0.0.1', path: `/${name}`, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => {
          console.log(name, response.statusCode, text);
          done();
        });
      });
      request.on('error', fail);
    });

  const slow = ask('slow');
  await until('slow', 1);
  await ask('fast');
  door[doors.slow] = 2;
  await slow;
  const walk = ask('walk');
  await until('walk', 1);
  await ask('join');
  door[doors.walk] = 2;
  await walk;
  await ask('order');
  await ask('odds');
  await ask('count');
  await ask('count');
  await ask('clear');
  await ask('fail');
  console.log(JSON.stringify(shop));
  await new Promise((done) => server.close(done));
  process.exitCode = Number(exitCode);
}

process.on('unhandledRejection', (reason) => {
  console.log('unhandled', String(reason));
});
main();
