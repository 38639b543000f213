// expect: overwritten error app.context.user
// sites: me, me, me
import { setTimeout as sleep } from 'node:timers/promises';
import Koa, { type Context } from 'koa';
import { listening } from './lib/served.ts';

const app = new Koa();

async function me(ctx: Context): Promise<void> {
  ctx.app.context.user = ctx.path;
  await sleep(50);
  ctx.body = ctx.app.context.user === ctx.path ? 'right' : 'wrong';
}
app.use(me);

async function main(): Promise<void> {
  const answers = await listening(app.callback(), (get) => Promise.all([get('/ann'), get('/bob')]));
  console.log(answers.sort().join(', '));
}
void main();
