// expect: overwritten error app.locals.user
// sites: me, me, me
import express, { type Request, type Response } from 'express';
import { listening, together } from './lib/served.ts';

const app = express();

async function me(request: Request, response: Response): Promise<void> {
  app.locals.user = request.path;
  await together();
  response.send(app.locals.user === request.path ? 'right' : 'wrong');
}
app.get('/ann', me);
app.get('/bob', me);

async function main(): Promise<void> {
  const answers = await listening(app, (get) => Promise.all([get('/ann'), get('/bob')]));
  console.log(answers.sort().join(', '));
}
void main();
