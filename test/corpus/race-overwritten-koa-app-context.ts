// expect: overwritten error app.context.user
// sites: me, me, me
import Koa, { type Context } from 'koa';
import { listening, together } from './lib/served.ts';

const app = new Koa();

async function me(ctx: Context): Promise<void> {
  ctx.app.context.user = ctx.path;
  await together();
  ctx.body = ctx.app.context.user === ctx.path ? 'right' : 'wrong';
}
app.use(me);

async function main(): Promise<void> {
  const answers = await listening(app.callback(), (get) => Promise.all([get('/ann'), get('/bob')]));
  console.log(answers.sort().join(', '));
}
void main();
