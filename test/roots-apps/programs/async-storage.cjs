const { AsyncLocalStorage } = require('node:async_hooks');
const { bothHere } = require('./meeting.cjs');

exports.paths = ['/shared', '/private'];

exports.serve = () => {
  const als = new AsyncLocalStorage();
  const shared = { user: '' };
  const work = async (path, user) => {
    als.getStore().user = user;
    await bothHere(path);
    return als.getStore().user;
  };
  return (req, res) => {
    const url = new URL(req.url, 'http://here');
    const store = url.pathname === '/shared' ? shared : { user: '' };
    als.run(store, async () => res.end(await work(url.pathname, url.searchParams.get('u'))));
  };
};
