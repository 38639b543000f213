// A slow lazy router that holds another lazy router is loaded while a request loads a quick one.

import { setTimeout as sleep } from 'node:timers/promises';
import driver from '../driver.cjs';

const { operate, report, versionOf } = driver;
const { lazy, os } = await import(versionOf('@orpc/server'));
const { RPCHandler } = await import(`${versionOf('@orpc/server')}/fetch`);

const lazily = (milliseconds, router) =>
  lazy(async () => {
    await sleep(milliseconds);
    return { default: router };
  });

const leaf = os.handler(() => 'leaf');
const handler = new RPCHandler({
  shop: lazily(30, { list: leaf, admin: lazily(1, { audit: leaf }) }),
  ping: lazily(5, { now: leaf }),
});

async function call(path) {
  const request = new Request(`http://127.0.0.1${path}`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  const { response } = await handler.handle(request, { context: {} });
  return response?.status ?? 404;
}

await operate(['POST /shop/list', () => call('/shop/list')], ['POST /ping/now', () => call('/ping/now')]);
const status = await call('/shop/admin/audit');
report(status === 200, `POST /shop/admin/audit: ${status}`);
