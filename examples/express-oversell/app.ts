// A shop with three bicycles and ten customers at once. `--fixed` reserves before it takes the money.

import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

const app = express();
app.locals.inventory = new Map([['bicycle', 3]]);

function inventory(): Map<string, number> {
  return app.locals.inventory as Map<string, number>;
}

async function takePayment(): Promise<void> {
  await sleep(50);
}

async function buy(item: string): Promise<boolean> {
  const stock = inventory().get(item) ?? 0;
  if (stock === 0) return false;
  await takePayment();
  inventory().set(item, stock - 1);
  return true;
}

async function reserveThenPay(item: string): Promise<boolean> {
  const stock = inventory().get(item) ?? 0;
  if (stock === 0) return false;
  inventory().set(item, stock - 1);
  await takePayment();
  return true;
}

const sell = process.argv.includes('--fixed') ? reserveThenPay : buy;

app.post('/buy/:item', async (request, response) => {
  const sold = await sell(request.params.item);
  response.status(sold ? 201 : 409).json({ sold });
});

async function sendCustomers(port: number): Promise<void> {
  const orders = Array.from({ length: 10 }, () =>
    fetch(`http://localhost:${port}/buy/bicycle`, { method: 'POST' }),
  );
  const answers = await Promise.all(orders);
  const sold = answers.filter((answer) => answer.status === 201).length;
  console.log(`3 bicycles in stock, ${sold} sold`);
}

const server = app.listen(0, async () => {
  await sendCustomers((server.address() as AddressInfo).port);
  server.close();
  server.closeAllConnections();
});
