// Three requests share a limiter that lets two pass at a time; they arrive while the bucket is being refilled.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { RateLimiter } = require(versionOf('limiter'));

async function main() {
  const limiter = new RateLimiter({ tokensPerInterval: 2, interval: 800 });
  await limiter.removeTokens(2);
  await sleep(820);
  const start = Date.now();
  const passed = [];
  const request = async () => {
    await limiter.removeTokens(1);
    passed.push(Date.now() - start);
  };
  await operate(['GET /a', request], ['GET /b', request], ['GET /c', request], ['GET /d', request]);
  passed.sort((a, b) => a - b);
  const right = passed[2] >= 600;
  report(right, right ? 'the third request waited for its interval' : 'the third request passed early');
}
void main();
