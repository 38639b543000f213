// Waits until both requests for a path are in. Asks a clock again and again: a promise that one request resolves
// for the other would put the two in order.

const { setTimeout: sleep } = require('node:timers/promises');

const arrived = new Map();

exports.bothHere = async (path) => {
  arrived.set(path, (arrived.get(path) ?? 0) + 1);
  while (arrived.get(path) < 2) await sleep(2);
  await sleep(2);
};
