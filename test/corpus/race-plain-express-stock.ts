// expect: check-then-act error stock["sku-1"]
// sites: buy, buy, buy
import express, { type Request, type Response } from 'express';
import { listening, together } from './lib/served.ts';

const stock = new Map([['sku-1', 1]]);

async function buy(request: Request<{ sku: string }>, response: Response): Promise<void> {
  const { sku } = request.params;
  if ((stock.get(sku) ?? 0) > 0) {
    await together();
    stock.set(sku, (stock.get(sku) ?? 0) - 1);
    response.send('sold');
  } else {
    response.send('sold out');
  }
}

const app = express();
app.get('/buy/:sku', buy);

async function main(): Promise<void> {
  await listening(app, (get) => Promise.all([get('/buy/sku-1'), get('/buy/sku-1')]));
  console.log(`one was there, left ${stock.get('sku-1')}`);
}
void main();
