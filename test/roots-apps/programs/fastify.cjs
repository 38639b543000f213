const { bothHere } = require('./meeting.cjs');

exports.paths = ['/decorator', '/user', '/private'];

exports.serve = async (fastify) => {
  let handler;
  const app = fastify({
    serverFactory(handle) {
      handler = handle;
      return require('node:http').createServer(handle);
    },
  });
  const sharedUser = { name: '' };
  app.decorate('current', { name: '' });
  app.decorateRequest('user', null);
  app.addHook('onRequest', async (request) => {
    request.user = request.url.startsWith('/user') ? sharedUser : { name: '' };
  });
  app.get('/decorator', async (request) => {
    request.server.current.name = request.query.u;
    await bothHere(request.routeOptions.url);
    return app.current.name;
  });
  const user = async (request) => {
    request.user.name = request.query.u;
    await bothHere(request.routeOptions.url);
    return request.user.name;
  };
  app.get('/user', user);
  app.get('/private', user);
  await app.ready();
  return handler;
};
