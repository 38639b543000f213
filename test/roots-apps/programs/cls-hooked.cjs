const { bothHere } = require('./meeting.cjs');

exports.paths = ['/shared', '/private', '/bound'];

/** Answers that wait for somebody else's timer, as callbacks wait in a connection pool. */
const waiting = [];

function answerWaiting() {
  if (waiting.length < 2) return;
  clearInterval(timer);
  for (const answer of waiting) answer();
}

const timer = setInterval(answerWaiting, 2);

exports.serve = (cls) => {
  const ns = cls.createNamespace('session');
  const shared = { user: '' };
  const pooled = { user: '' };
  return (req, res) => {
    const url = new URL(req.url, 'http://here');
    const user = url.searchParams.get('u');
    ns.run(async () => {
      if (url.pathname === '/bound') {
        ns.set('pooled', pooled);
        ns.get('pooled').user = user;
        waiting.push(ns.bind(() => res.end(ns.get('pooled').user)));
        return;
      }
      ns.set('data', url.pathname === '/shared' ? shared : { user: '' });
      ns.get('data').user = user;
      ns.set('user', user);
      await bothHere(url.pathname);
      res.end(`${ns.get('data').user} ${ns.get('user')}`);
    });
  };
};
