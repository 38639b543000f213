// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Request, type Response } from 'express';
import { listening } from './lib/served.ts';

const app = express();

async function me(request: Request, response: Response): Promise<void> {
  response.locals.user = request.path;
  await sleep(20);
  response.send(response.locals.user === request.path ? 'right' : 'wrong');
}
app.get('/ann', me);
app.get('/bob', me);

async function main(): Promise<void> {
  const answers = await listening(app, (get) => Promise.all([get('/ann'), get('/bob')]));
  console.log(answers.join());
}
void main();
