// expect: silence
// Asked and taken in one turn, then paid.
import express, { type Request, type Response } from 'express';
import { listening, together } from './lib/served.ts';

const stock = new Map([['sku-1', 1]]);

async function buy(request: Request<{ sku: string }>, response: Response): Promise<void> {
  const { sku } = request.params;
  const left = stock.get(sku) ?? 0;
  if (left > 0) stock.set(sku, left - 1);
  await together();
  response.send(left > 0 ? 'sold' : 'sold out');
}

const app = express();
app.get('/buy/:sku', buy);

async function main(): Promise<void> {
  const answers = await listening(app, (get) => Promise.all([get('/buy/sku-1'), get('/buy/sku-1')]));
  console.log(answers.sort().join(', '), stock.get('sku-1'));
}
void main();
