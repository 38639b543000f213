// One part of a page destroys its cursor while another destroys the whole presence channel. The server is slow to
// answer that the channel is unsubscribed.
'use strict';

const { promisify } = require('node:util');
const { operate, report, versionOf } = require('../driver.cjs');
const ShareDB = require(versionOf('sharedb'));

process.on('uncaughtException', (error) => {
  report(false, error.message);
});

async function main() {
  const backend = new ShareDB({ presence: true, doNotForwardSendPresenceErrorsToClient: true });
  backend.use('receive', ({ data }, next) => {
    if (data.a === 'pu') setTimeout(next, 20);
    else next();
  });
  const presence = backend.connect().getPresence('page');
  await promisify(presence.subscribe.bind(presence))();
  const cursor = presence.create('ada');
  await promisify(cursor.submit.bind(cursor))({ index: 1 });
  await operate(
    ['destroy cursor', () => promisify(cursor.destroy.bind(cursor))()],
    ['destroy presence', () => promisify(presence.destroy.bind(presence))()],
  );
  report(true, 'both destroyed');
}
void main();
