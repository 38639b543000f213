// expect: overwritten error app.settings.user
// sites: me, me, me
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Request, type Response } from 'express';
import { listening } from './lib/served.ts';

const app = express();

async function me(request: Request, response: Response): Promise<void> {
  app.set('user', request.path);
  await sleep(50);
  response.send(app.get('user') === request.path ? 'right' : 'wrong');
}
app.get('/ann', me);
app.get('/bob', me);

async function main(): Promise<void> {
  const answers = await listening(app, (get) => Promise.all([get('/ann'), get('/bob')]));
  console.log(answers.sort().join(', '));
}
void main();
