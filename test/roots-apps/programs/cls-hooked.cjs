const { setTimeout: sleep } = require('node:timers/promises');

exports.paths = ['/shared', '/private'];

exports.serve = (cls) => {
  const ns = cls.createNamespace('session');
  const shared = { user: '' };
  return (req, res) => {
    const url = new URL(req.url, 'http://here');
    ns.run(async () => {
      ns.set('data', url.pathname === '/shared' ? shared : { user: '' });
      ns.get('data').user = url.searchParams.get('u');
      ns.set('user', url.searchParams.get('u'));
      await sleep(5);
      res.end(`${ns.get('data').user} ${ns.get('user')}`);
    });
  };
};
