const { bothHere } = require('./meeting.cjs');

exports.paths = ['/title', '/locals', '/user', '/private'];

exports.serve = (express) => {
  const app = express();
  app.locals.page = { title: '' };
  const sharedLocals = {};
  const sharedUser = { name: '' };
  app.use((req, res, next) => {
    if (req.path === '/locals') res.locals = sharedLocals;
    req.user = req.path === '/user' ? sharedUser : { name: '' };
    next();
  });
  app.get('/title', async (req, res) => {
    app.locals.page.title = req.query.u;
    await bothHere(req.path);
    res.send(app.locals.page.title);
  });
  app.get('/locals', async (req, res) => {
    res.locals.owner = req.query.u;
    await bothHere(req.path);
    res.send(res.locals.owner);
  });
  const user = async (req, res) => {
    req.user.name = req.query.u;
    res.locals.seen = req.query.u;
    await bothHere(req.path);
    res.send(req.user.name + res.locals.seen);
  };
  app.get('/user', user);
  app.get('/private', user);
  return app;
};
