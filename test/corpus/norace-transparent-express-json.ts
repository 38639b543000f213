// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Request, type Response } from 'express';
import { track } from 'racewatch';
import { listening } from './lib/served.ts';

const catalogue = track({ items: [{ sku: 'a', price: 2 }], labels: new Map([['a', 'tea']]) }, 'catalogue');
const app = express();

async function list(_request: Request, response: Response): Promise<void> {
  const { items } = catalogue;
  await sleep(5);
  response.json(items.map((item) => ({ ...item, label: catalogue.labels.get(item.sku) })));
}
app.get('/items', list);

async function main(): Promise<void> {
  const answers = await listening(app, (get) => Promise.all([get('/items'), get('/items')]));
  console.log(answers.join());
}
void main();
