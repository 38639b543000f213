// An order service that puts the user on `ctx.app.context`, so that every helper has `ctx.user`. That
// object is the prototype of every request's context. `--fixed` uses `ctx.state`, which is the request's own.

import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Koa, { type Context, type Next } from 'koa';

const orders = new Map([
  ['ada', ['engine']],
  ['grace', ['compiler', 'ship']],
  ['edsger', ['semaphore']],
]);

async function loadOrders(user: string): Promise<string[]> {
  await sleep(50);
  return orders.get(user) ?? [];
}

async function rememberForAll(ctx: Context, next: Next): Promise<void> {
  ctx.app.context.user = ctx.get('x-user');
  await next();
}

async function listForAll(ctx: Context): Promise<void> {
  const list = await loadOrders(ctx.app.context.user);
  ctx.body = { user: ctx.app.context.user, orders: list };
}

async function rememberForOne(ctx: Context, next: Next): Promise<void> {
  ctx.state.user = ctx.get('x-user');
  await next();
}

async function listForOne(ctx: Context): Promise<void> {
  const list = await loadOrders(ctx.state.user);
  ctx.body = { user: ctx.state.user, orders: list };
}

const app = new Koa();
if (process.argv.includes('--fixed')) app.use(rememberForOne).use(listForOne);
else app.use(rememberForAll).use(listForAll);

async function ask(port: number, user: string): Promise<boolean> {
  const answer = await fetch(`http://localhost:${port}/orders`, { headers: { 'x-user': user } });
  const body = (await answer.json()) as { user: string };
  return body.user === user;
}

const server = app.listen(0, async () => {
  const { port } = server.address() as AddressInfo;
  const answers = await Promise.all([...orders.keys()].map((user) => ask(port, user)));
  const leaks = answers.filter((own) => !own).length;
  console.log(`${answers.length} customers, ${leaks} saw another's name over their orders`);
  server.close();
  server.closeAllConnections();
});
