const { AsyncLocalStorage } = require('node:async_hooks');
const { setTimeout: sleep } = require('node:timers/promises');

exports.paths = ['/shared', '/private'];

exports.serve = () => {
  const als = new AsyncLocalStorage();
  const shared = { user: '' };
  const work = async (user) => {
    als.getStore().user = user;
    await sleep(5);
    return als.getStore().user;
  };
  return (req, res) => {
    const url = new URL(req.url, 'http://here');
    const store = url.pathname === '/shared' ? shared : { user: '' };
    als.run(store, async () => res.end(await work(url.searchParams.get('u'))));
  };
};
