// Two people open one document that is not in memory yet. It takes a while to load.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { Hocuspocus } = require(versionOf('@hocuspocus/server'));

let loads = 0;
const server = new Hocuspocus({
  quiet: true,
  async onLoadDocument() {
    loads += 1;
    await sleep(30);
  },
});

const request = { headers: {}, url: '/' };
const open = (socket) => server.createDocument('minutes', request, socket, {}, {});

async function main() {
  const [one, two] = await operate(['ada opens', () => open('1')], ['eve opens', () => open('2')]);
  const right = one === two && loads === 1;
  report(right, right ? 'both see one document' : `there are two documents, loaded ${loads} times`);
  process.exit();
}
void main();
