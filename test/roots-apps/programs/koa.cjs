const { bothHere } = require('./meeting.cjs');

exports.paths = ['/context', '/state', '/private'];

exports.serve = (Koa) => {
  const app = new Koa();
  const sharedState = {};
  app.use(async (ctx, next) => {
    if (ctx.path === '/state') ctx.state = sharedState;
    await next();
  });
  app.use(async (ctx) => {
    if (ctx.path === '/context') ctx.app.context.user = ctx.query.u;
    else ctx.state.user = ctx.query.u;
    await bothHere(ctx.path);
    ctx.body = ctx.path === '/context' ? ctx.user : ctx.state.user;
  });
  return app.callback();
};
