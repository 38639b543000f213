// expect: check-then-act error shop.stock
// sites: buy, buy, buy
import express, { type Request, type Response } from 'express';
import { track } from 'racewatch';
import { listening, together } from './lib/served.ts';

const shop = track({ stock: 1 }, 'shop');
const app = express();

async function buy(_request: Request, response: Response): Promise<void> {
  const available = shop.stock > 0;
  await together();
  if (available) shop.stock--;
  response.send(available ? 'sold' : 'sold out');
}
app.get('/buy', buy);

async function main(): Promise<void> {
  const answers = await listening(app, (get) => Promise.all([get('/buy'), get('/buy')]));
  console.log(`${answers.join(', ')}, stock ${shop.stock}`);
}
void main();
